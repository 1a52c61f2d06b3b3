// SPDX-License-Identifier: Apache-2.0
// The life of a named shadow with AWS IoT's second SDK for JavaScript over MQTT 5. Each line that is printed is what came of a
// call; what the streams told is printed at the end.
'use strict';
const {iot, iotshadow, mqtt5} = require('aws-iot-device-sdk-v2');

const [host, port, ca, cert, key, thing] = process.argv.slice(2);
const shadow = {thingName: thing, shadowName: 'cfg'};
const told = [];

function client() {
  const builder = iot.AwsIotMqtt5ClientConfigBuilder.newDirectMqttBuilderWithMtlsFromPath(host, cert, key);
  builder.withCertificateAuthorityFromPath(undefined, ca);
  builder.withPort(Number(port));
  builder.withConnectProperties({clientId: thing, keepAliveIntervalSeconds: 60});
  return new mqtt5.Mqtt5Client(builder.build());
}

function listen(stream, shown) {
  return new Promise((resolve) => {
    stream.on('incomingPublish', (event) => told.push(shown(event.message)));
    stream.on('subscriptionStatus', resolve);
    stream.open();
  });
}

async function say(call) {
  try {
    console.log(`accepted ${(await call).version}`);
  } catch (failure) {
    const refusal = failure.modeledError;
    console.log(refusal ? `rejected ${refusal.code} ${refusal.message}` : failure);
  }
}

async function main() {
  const mqtt = client();
  mqtt.start();
  const shadows = iotshadow.IotShadowClientv2.newFromMqtt5(
      mqtt, {maxRequestResponseSubscriptions: 6, maxStreamingSubscriptions: 2, operationTimeoutInSeconds: 20});
  const wish = (led, version) => shadows.updateNamedShadow({...shadow, state: {desired: {led}}, version});
  await listen(shadows.createNamedShadowDeltaUpdatedStream(shadow), (delta) => `delta ${delta.version} ${delta.state.led}`);
  await listen(shadows.createNamedShadowUpdatedStream(shadow), (change) => `documents ${change.current.version}`);
  await say(shadows.getNamedShadow(shadow));
  await say(wish('on'));
  await say(wish('off', 1));
  await say(wish('on', 1));
  await say(shadows.getNamedShadow(shadow));
  await say(shadows.updateShadow({thingName: thing, state: {reported: {classic: true}}}));
  await say(shadows.deleteNamedShadow(shadow));
  await say(wish('on'));
  for (let wait = 0; told.length < 6 && wait < 100; wait++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  console.log(told.sort().join(', '));
  process.exit(0);
}

main();
