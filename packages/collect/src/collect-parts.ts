import type { Clock, Facts, Log, Random } from '@musubi/base';
import type { FactMap, Language, ReadingBatch, Records } from '@musubi/schema';
import type { Input, importFile, Output, previewFile } from '@musubi/schema/api';
import type { Connector, ConnectorContext } from './connector.ts';
import type { HttpDoor } from './connectors/http/connector.ts';
import type { Sink } from './sink.ts';

/** The part of the document store that keeps originals. */
export interface OriginalKeeper {
  put(content: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }>;
}

/** Reads uploaded files; built beside the connector that watches folders. */
export interface FileDoor {
  preview(
    content: AsyncIterable<Uint8Array>,
    wanted: Input<typeof previewFile>,
  ): Promise<Output<typeof previewFile>>;
  /** Stores the readings of a file for a device of the context. */
  import(
    content: AsyncIterable<Uint8Array>,
    wanted: Input<typeof importFile>,
    context: ConnectorContext,
  ): Promise<Output<typeof importFile>>;
}

/** Where devices reach this installation. */
export interface Doors {
  /** `https://musubi.local:8443`. */
  http: string;
  /** `mqtts://musubi.local:8883`. */
  mqtt?: string;
}

/** The connectors by name; the HTTP one brings the door behind the server's route. */
export type CollectConnectors = Readonly<Record<string, Connector>> & {
  readonly http?: Connector & { readonly door: HttpDoor };
};

export interface CollectParts {
  records: Records;
  sink: Sink;
  documents: OriginalKeeper;
  clock: Clock;
  random: Random;
  log: Log;
  facts: Facts<FactMap>;
  connectors: CollectConnectors;
  /** Stored readings of one series, oldest first, through the read gate; for trying filters. */
  readRaw(seriesId: string, from: number, to: number): Promise<ReadingBatch>;
  doors(): Doors;
  files?: FileDoor;
  /** In which names are guessed; Japanese unless told otherwise. */
  language?: Language;
  /** Members of the settings of the connections the product brings itself, by connector. */
  builtInSettings?: Readonly<Record<string, Record<string, unknown>>>;
  /** Rows held in memory at most until they are durable. */
  gatewayLimit?: number;
}
