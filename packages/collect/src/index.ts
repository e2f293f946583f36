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
} from './connector.ts';
export type { Sink } from './sink.ts';
export { addValue, kindOfValue } from './value.ts';
