import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';

/** Reads a batch, parses it, counts it, keeps nothing: what Node's own server costs at least. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { readings } = JSON.parse(Buffer.concat(parts).toString()) as { readings: unknown[] };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ stored: readings.length, duplicates: 0, quarantined: 0 }));
  });
}

// node bare-server.ts <port> [<key file> <certificate file>]: serves until the process is ended.
const [port, key, cert] = process.argv.slice(2);
const server =
  key && cert
    ? createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, answer)
    : createHttp(answer);
server.listen(Number(port), '127.0.0.1');
