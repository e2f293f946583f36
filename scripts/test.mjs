import { refuseOldNode } from './house/old-node.mjs';

refuseOldNode();
import('./house/run-tests.mjs').then(({ runTests }) => runTests(process.argv.slice(2)));
