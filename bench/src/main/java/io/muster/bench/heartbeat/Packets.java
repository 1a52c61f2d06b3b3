// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.heartbeat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** As much of MQTT 3.1.1 as it takes to have a service believe that it talks to a broker. */
final class Packets {

    static final int CONNECT = 1;
    static final int PUBLISH = 3;
    static final int SUBSCRIBE = 8;
    static final int PINGREQ = 12;

    static final byte[] CONNACK = {0x20, 2, 0, 0};
    static final byte[] PINGRESP = {(byte) 0xd0, 0};

    private static final int CONTINUES = 0x80;

    private Packets() {}

    /** A packet: the first byte and all after the length. */
    @SuppressWarnings("ArrayRecordComponent") // Made and read in one place, and never compared.
    record Packet(int first, byte[] body) {

        int type() {
            return first >> 4;
        }

        /** The two bytes at the beginning, which most packets have as their id. */
        byte[] id(int at) {
            return new byte[] {body[at], body[at + 1]};
        }

        /** Of a publish: what follows the topic is its id when the quality of service is 1. */
        byte[] publishId() {
            return id(2 + (((body[0] & 0xff) << 8) | (body[1] & 0xff)));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Packet read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            length |= (next % CONTINUES) << shift;
            shift += 7;
        } while ((next & CONTINUES) != 0);
        return new Packet(first, in.readNBytes(length));
    }

    /** Grants quality of service 1 to as many filters as asked. */
    static byte[] suback(byte[] id, int filters) {
        var packet = new byte[4 + filters];
        packet[0] = (byte) 0x90;
        packet[1] = (byte) (2 + filters);
        packet[2] = id[0];
        packet[3] = id[1];
        for (int i = 0; i < filters; i++) {
            packet[4 + i] = 1;
        }
        return packet;
    }

    static byte[] puback(byte[] id) {
        return new byte[] {0x40, 2, id[0], id[1]};
    }

    /** A message with quality of service 0. */
    static byte[] publish(String topic, String payload) {
        var name = topic.getBytes(StandardCharsets.UTF_8);
        var content = payload.getBytes(StandardCharsets.UTF_8);
        int length = 2 + name.length + content.length;
        var out = new ByteArrayOutputStream(length + 3);
        out.write(0x30);
        int rest = length;
        while (rest >= CONTINUES) {
            out.write((rest % CONTINUES) | CONTINUES);
            rest >>= 7;
        }
        out.write(rest);
        out.write(name.length >> 8);
        out.write(name.length);
        out.writeBytes(name);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
