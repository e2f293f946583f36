import { rmSync } from 'node:fs';
import { getInstallation } from '@musubi/schema/api';
import { addDevices, authorizationOf, firstAdministrator, startProduct } from '@musubi/server/product';
import { type BatchResult, postBatches, wrkMissing } from '../load/wrk.ts';
import { isFull } from '../measure/arguments.ts';
import type { Claim } from '../measure/claim.ts';
import { cpuSeconds } from '../measure/process-cost.ts';
import type { Report } from '../measure/report.ts';
import { readable } from '../measure/samples.ts';
import { startBareNode } from '../peers/bare-node.ts';

const TIMES = 3;
const SECONDS = isFull ? 10 : 4;
const READINGS = 20;
const DEVICES = 50;

const rateOf = ({ requests, seconds }: BatchResult) => requests / seconds;

async function toMusubi(report: Report): Promise<number> {
  const product = await startProduct();
  const client = await firstAdministrator(product);
  const authorizations = (await addDevices(client, 'http', DEVICES)).map(authorizationOf);
  await postBatches(product.address, authorizations, 1);
  const before = (await client.call(getInstallation, {})).stored.readings;
  const cpuBefore = cpuSeconds(product.pid);
  const result = await postBatches(product.address, authorizations, SECONDS);
  const cpu = cpuSeconds(product.pid) - cpuBefore;
  const stored = (await client.call(getInstallation, {})).stored.readings - before;
  await product.stop();
  rmSync(product.folder, { recursive: true, force: true });
  report.say(
    `  ${result.requests} batches answered, ${result.errors} errors, ${stored} readings stored ` +
      `(${readable(stored / result.seconds)}/s), ${readable(cpu)} CPU-s, p99 ${readable(result.p99Ms)} ms`,
  );
  return rateOf(result);
}

async function toBareNode(tls: boolean): Promise<number> {
  await using server = await startBareNode(tls);
  await postBatches(server.address, ['Basic none'], 1);
  return rateOf(await postBatches(server.address, ['Basic none'], SECONDS));
}

export const httpBatches: Claim = {
  question: `POST of 1 KB JSON with ${READINGS} readings, 50 connections, wrk with one thread, ${SECONDS} s × ${TIMES}; Musubi answers after its commit, bare Node parses and keeps nothing`,
  async measure(report) {
    const missing = wrkMissing();
    if (missing) return report.skip('all', missing);
    const ours: number[] = [];
    const plain: number[] = [];
    const secure: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      ours.push(await toMusubi(report));
      plain.push(await toBareNode(false));
      secure.push(await toBareNode(true));
    }
    const rate = report.figure('Musubi over HTTPS', 'batches/s', ours);
    const http = report.figure('bare node:http', 'batches/s', plain);
    const https = report.figure('bare node:https', 'batches/s', secure);
    report.hold('Musubi (HTTPS) / node:http', rate / http, { must: 0.85, aim: 1.5, better: 'higher' });
    report.hold('Musubi (HTTPS) / node:https', rate / https, { must: 0.85, aim: 1.5, better: 'higher' });
  },
};
