export { type DeviceKey, deviceKeys, type Way } from './factory/device.ts';
export { demoHistory, type HistoryBatch, type HistoryRequest } from './factory/history.ts';
export {
  type DemoPlaces,
  type DemoPlan,
  demoConnections,
  demoPlan,
  type PlannedConnection,
  type PlannedDevice,
  type PlannedSeries,
} from './factory/plan.ts';
export { type DemoCredential, type DemoEndpoints, type DemoFactory, runDemoFactory } from './factory/run.ts';
export { DEMO_SEED, musubiWorks, type Works, worksTruth } from './factory/works.ts';
export { soundWire, type WireFaults } from './network/fault-pipe.ts';
export { TcpFaultProxy, type TcpFaultProxyOptions } from './network/tcp-fault-proxy.ts';
export { type Judgement, judge, type StoredValue } from './power-cycle/judge.ts';
export { COUNTER, type SentValue, type SourcePlan } from './power-cycle/messages.ts';
export {
  type CycleAction,
  cycleActions,
  type PowerCycle,
  type PowerCycleOptions,
  type PowerCycleResult,
  runPowerCycles,
} from './power-cycle/power-cycle.ts';
export type { SentCount } from './replay/counts.ts';
export { ObservationReader, type SentObservation } from './replay/observations.ts';
export {
  openReplayAdapter,
  type ReplayAdapter,
  type ReplayOptions,
  type ReplayResult,
} from './replay/replay-adapter.ts';
export { ShdrAdapter } from './shdr/adapter.ts';
export { conditionLine, shdrLine } from './shdr/lines.ts';
export { type Truth, TruthLog } from './truth-log.ts';
