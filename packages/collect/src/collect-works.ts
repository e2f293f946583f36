import { randomBytes } from 'node:crypto';
import { MusubiError } from '@musubi/base';
import { put, type Records } from '@musubi/schema';
import { ChainRegister } from './chains/chain-register.ts';
import type { CollectParts } from './collect-parts.ts';
import { ConnectionRegister } from './connections/connection-register.ts';
import type { HttpDoor } from './connectors/http/connector.ts';
import { Directory } from './directory.ts';
import { pseudonymKeyRecord } from './directory-records.ts';
import { EnrolmentCodes } from './enrolment/codes.ts';
import { Enrolment, type EnrolmentParts } from './enrolment/enrolment.ts';
import { FoundDevices } from './enrolment/found-devices.ts';
import { Pipeline } from './pipeline.ts';
import { Quarantine } from './quarantine/quarantine.ts';
import { Runner } from './runner/runner.ts';

/** What `collect` is made of, for its handlers. */
export interface CollectWorks {
  parts: CollectParts;
  directory: Directory;
  chains: ChainRegister;
  connections: ConnectionRegister;
  pipeline: Pipeline;
  runner: Runner;
  found: FoundDevices;
  enrolment: Enrolment;
  codes: EnrolmentCodes;
  quarantine: Quarantine;
  pseudonymKey: Uint8Array;
  /** Monotonic time at which collecting began. */
  openedAt: number;
}

/** Loads what is known and joins the parts; nothing runs yet. */
export async function openWorks(parts: CollectParts): Promise<CollectWorks> {
  const { records, sink, clock, random, log, facts } = parts;
  const language = parts.language ?? 'ja';
  const directory = await Directory.open({ records, clock, facts, language });
  const chains = await ChainRegister.open(records, clock);
  const connections = await ConnectionRegister.open({ records, clock, facts, connectors: parts.connectors });
  await connections.ensureBuiltIn(parts.builtInSettings ?? {});
  const found = await FoundDevices.open({ records, clock, facts, log, language });
  const quarantine = await Quarantine.open({ records, clock });
  const pseudonymKey = await pseudonymKeyOf(records);
  const pipeline = new Pipeline({
    directory,
    chains,
    pseudonymKey,
    sink,
    clock,
    random,
    log,
    gatewayLimit: parts.gatewayLimit,
    onStored: (batch, { connectionId }, { duplicates }) => {
      runner.countDuplicates(connectionId, duplicates);
      facts.tell('readingsStored', { batch });
    },
  });
  const runner = new Runner({
    connections,
    directory,
    pipeline,
    found,
    quarantine,
    clock,
    random,
    log,
    facts,
    keepOriginal: async (content) => (await parts.documents.put(content)).sha256,
  });
  const enrolmentParts: EnrolmentParts = {
    records,
    directory,
    found,
    clock,
    connection: (id) => connections.byId(id),
    listens: (connection) => connections.listens(connection),
    cutOff: (deviceId) => {
      const entry = directory.device(deviceId);
      return entry ? pipeline.linkDown([entry], entry.device.connectionId) : Promise.resolve();
    },
  };
  const enrolment = new Enrolment(enrolmentParts);
  const codes = new EnrolmentCodes(enrolmentParts, enrolment);
  return {
    parts,
    directory,
    chains,
    connections,
    pipeline,
    runner,
    found,
    enrolment,
    codes,
    quarantine,
    pseudonymKey,
    openedAt: clock.monotonic(),
  };
}

/** The door behind `POST /api/readings`; rejects with `http.not-running` where the product was built without one. */
export function httpDoor(parts: CollectParts): HttpDoor {
  const { http } = parts.connectors;
  if (!http) throw new MusubiError('us', 'http.not-running', 'there is no HTTP connector');
  return http.door;
}

async function pseudonymKeyOf(records: Records): Promise<Uint8Array> {
  const known = await records.get(pseudonymKeyRecord, 'site');
  if (known) return Buffer.from(known.value.key, 'base64');
  const key = randomBytes(32);
  await records.write([put(pseudonymKeyRecord, 'site', { key: key.toString('base64') }, 0)]);
  return key;
}
