import { Readable } from 'node:stream';
import { MusubiError } from '@musubi/base';
import type { ApiContract, StreamAnswer } from '@musubi/schema/api';
import type { FastifyReply } from 'fastify';
import { fileNameHeader } from './file-name-header.ts';

/** Sends what a handler answered: JSON, or a stream of one of the contract's media types. */
export async function sendAnswer(
  contract: ApiContract,
  answer: unknown,
  reply: FastifyReply,
  checkOutputs: boolean,
): Promise<void> {
  if (contract.stream) return sendStream(answer as StreamAnswer, reply);
  if (checkOutputs) {
    const result = contract.output.safeParse(answer);
    if (!result.success) {
      throw new MusubiError(
        'us',
        'bug',
        `${contract.name} answers against its contract: ${result.error.message}`,
      );
    }
  }
  await reply
    .header('cache-control', 'no-store')
    .type('application/json')
    .send(JSON.stringify(answer ?? {}));
}

/** The first chunk is awaited before the status goes out, so that a failure of the first read is still told. */
async function sendStream({ contentType, fileName, body }: StreamAnswer, reply: FastifyReply): Promise<void> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  const rest = async function* () {
    try {
      for (let next = first; !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  };
  if (fileName) reply.header('content-disposition', fileNameHeader(fileName));
  await reply.header('cache-control', 'no-store').type(contentType).send(Readable.from(rest()));
}
