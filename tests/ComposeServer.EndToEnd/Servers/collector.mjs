// A collector of telemetry over gRPC (OTLP's protocol "grpc") on a free port: prints the port, and then what it is sent.
import { createServer } from 'node:http2';

const collector = createServer();
collector.on('stream', (stream, headers) => {
  const parts = [];
  stream.on('data', part => parts.push(part));
  stream.on('end', () => {
    console.log(JSON.stringify({ path: headers[':path'], key: headers['api-key'], body: Buffer.concat(parts).toString('latin1') }));
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    // An empty answer: not compressed, no bytes.
    stream.end(Buffer.alloc(5));
  });
});
collector.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: collector.address().port })));
