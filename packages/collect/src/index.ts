export { type Actor, actorOf, SYSTEM } from './actor.ts';
export { type Collect, type KnownDevice, openCollect } from './collect.ts';
export type { CollectConnectors, CollectParts, Doors, FileDoor, OriginalKeeper } from './collect-parts.ts';
export {
  type Browsable,
  type Connector,
  type ConnectorContext,
  type ConnectorEffects,
  type Delivered,
  type DeviceHandle,
  defineConnector,
  type HistoryReader,
  type Refuse,
  type Replayable,
  SECRET,
  type SeriesHint,
  type Testable,
  titled,
} from './connector.ts';
export { createFileDoor } from './connectors/file/door.ts';
export type { HttpDelivered, HttpDelivery, HttpDoor } from './connectors/http/connector.ts';
export { type Connectors, createConnectors } from './connectors/registry.ts';
export type { Sink } from './sink.ts';
export { addValue, kindOfValue } from './value.ts';
