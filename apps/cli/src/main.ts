#!/usr/bin/env node
import { systemClock } from '@musubi/base';
import { systemEnvironment } from './environment.ts';
import { runCli } from './run-cli.ts';

// `musubi query … | head` closes our output early: that is no failure.
process.stdout.on('error', () => process.exit(0));

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.exitCode =
  (await runCli({
    args: process.argv.slice(2),
    environment: systemEnvironment(),
    out: (line) => void process.stdout.write(`${line}\n`),
    aside: (line) => void process.stderr.write(`${line}\n`),
    now: () => systemClock.now(),
    signal: stop.signal,
  })) ||
  process.exitCode ||
  0;
