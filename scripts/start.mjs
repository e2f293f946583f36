import { refuseOldNode } from './house/old-node.mjs';

refuseOldNode();
import('./house/launch.mjs').then(({ launch }) => launch(process.argv.slice(2)));
