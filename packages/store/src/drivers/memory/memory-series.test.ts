import { testSeriesStore } from '../../conformance/series.ts';
import { memorySeries } from './memory-series.ts';

testSeriesStore('memory', async (clock) => memorySeries({ clock }));
