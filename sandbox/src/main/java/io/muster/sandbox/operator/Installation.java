// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.sandbox.device.Certificates;
import io.muster.sandbox.device.EstClient;
import io.muster.sandbox.device.MqttEndpoint;
import io.muster.sandbox.device.MqttVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A running Muster as its {@code endpoints.json} describes it: addresses, certificates, tokens and
 * process ids. Nothing else is known about it but the version of MQTT that its broker speaks.
 */
public final class Installation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final JsonNode endpoints;
    private final HttpClient http;
    private final MqttVersion mqtt;

    private Installation(Path root, JsonNode endpoints, HttpClient http, MqttVersion mqtt) {
        this.root = root;
        this.endpoints = endpoints;
        this.http = http;
        this.mqtt = mqtt;
    }

    /**
     * The installation that a file describes.
     *
     * @param root what relative paths in the file are relative to
     * @param http used for all plain requests; it stays the caller's
     */
    public static Installation read(Path file, Path root, HttpClient http, MqttVersion mqtt)
            throws IOException {
        return new Installation(root, JSON.readTree(file.toFile()), http, mqtt);
    }

    /**
     * The same installation as the file describes it now: a process that was restarted has another
     * id.
     */
    public Installation reread(Path file) throws IOException {
        return read(file, root, http, mqtt);
    }

    /** A service by its name in the file, spoken to with the administrator's token. */
    public RestClient service(String name) {
        return new RestClient(http, uri(name), Optional.of(token("admin")));
    }

    /** The registry, as an operator uses it. */
    public RegistryApi registry() {
        return new RegistryApi(service("registry"));
    }

    /** Claims of a profile of that name, as an operator uses them. */
    public ClaimApi claims(String profile) {
        return new ClaimApi(service("registry"), profile);
    }

    /** The shadows, as an operator uses them. */
    public ShadowApi shadows() {
        return new ShadowApi(service("shadow"));
    }

    /** The access decisions, as an operator sees them. */
    public AccessApi access() {
        return new AccessApi(service("acl"));
    }

    /** The rollouts, as an operator uses them. */
    public RolloutApi rollouts() {
        return new RolloutApi(service("ota"));
    }

    /** A development token by the name of its user. */
    public String token(String user) {
        return text(endpoints.path("tokens"), user);
    }

    /** An address by its name in the file. */
    public URI uri(String name) {
        return URI.create(text(endpoints, name));
    }

    /** The EST server, whose certificate must be the sandbox's own. */
    public EstClient est() throws IOException {
        return new EstClient(uri("registryEst"), serverAuthorities());
    }

    /** The broker's listener for devices. */
    public MqttEndpoint broker() throws IOException {
        var address = uri("mqtts");
        return new MqttEndpoint(
                address.getHost(),
                address.getPort(),
                Certificates.trusting(serverAuthorities()),
                mqtt);
    }

    /** Who issues device certificates, as the installation says. */
    public List<X509Certificate> deviceAuthorities() throws IOException {
        return Certificates.read(root.resolve(text(endpoints, "caCert")));
    }

    /** A process of the installation by its name; fresh after each {@link #read}. */
    public long pid(String name) {
        return endpoints.path("pids").required(name).asLong();
    }

    /** The client for plain requests. */
    public HttpClient http() {
        return http;
    }

    private List<X509Certificate> serverAuthorities() throws IOException {
        return Certificates.read(root.resolve(text(endpoints, "serverCaCert")));
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).asText();
    }
}
