import { influxdb } from './influxdb.ts';
import type { PeerKind } from './peer.ts';
import { postgresql } from './postgresql.ts';
import { victoriaMetrics } from './victoria-metrics.ts';

export const peerKinds: readonly PeerKind[] = [victoriaMetrics, influxdb, postgresql];
