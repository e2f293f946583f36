export { addDevices, authorizationOf, type OwnDevice, seriesByKey } from './devices.ts';
export { freePort } from './free-port.ts';
export { firstAdministrator, type PersonClient, personClient, send } from './person-client.ts';
export { cyclePower, isUnharmed, type PowerCycleReport, powerCycleText } from './power-cycles.ts';
export { startAsUsersDo } from './program.ts';
export { newDataFolder, type RunningProduct, type StartOptions, startProduct } from './running-product.ts';
export { EVER, givenCount, type RawColumns, rawReadings, seriesOf } from './stored-readings.ts';
