// SPDX-License-Identifier: Apache-2.0
// The life of a classic shadow with AWS IoT's first SDK for JavaScript: each line that is printed is what the SDK says came
// of a call, or that it told of a delta. Ends with an error when the SDK gives up waiting.
'use strict';
const aws = require('aws-iot-device-sdk');

const [host, port, ca, cert, key, thing] = process.argv.slice(2);
const shadows = aws.thingShadow({host, port: Number(port), caPath: ca, certPath: cert, keyPath: key, clientId: thing});
const steps = [
  ['get'],
  ['update', {state: {reported: {led: 'off', cfg: {a: 1, b: 2}}}}],
  ['update', {state: {desired: {led: 'on', cfg: {a: 1, b: 3}}}}],
  ['get'],
  ['update', {state: {reported: {led: 'on', cfg: {b: 3}}}}],
  ['update', {state: {desired: null}}],
  ['delete'],
  ['get'],
  ['update', {state: {reported: {led: 'off'}}}],
  ['update', {state: {reported: {led: 'on'}}}],
];

function next() {
  const step = steps.shift();
  if (step === undefined) {
    shadows.end(false, () => process.exit(0));
  } else if (shadows[step[0]](thing, step[1]) === null) {
    console.error('the SDK takes no call');
    process.exit(1);
  }
}

shadows.on('connect', () => shadows.register(thing, {operationTimeout: 20000}, (error) => {
  if (error) {
    console.error(error);
    process.exit(1);
  }
  next();
}));
shadows.on('delta', (_, delta) => console.log(`delta ${delta.version} ${JSON.stringify(delta.state)}`));
shadows.on('foreignStateChange', (_, operation) => console.log(`foreign ${operation}`));
shadows.on('status', (_, status, token, answer) => {
  console.log(`${status} ${answer.version === undefined ? answer.code : answer.version}`);
  next();
});
shadows.on('timeout', () => {
  console.error('timeout');
  process.exit(1);
});
shadows.on('error', (error) => console.error(error));
