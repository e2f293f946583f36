import { setupLink } from '@musubi/schema/api';
import { toString as qrText } from 'qrcode';
import type { Ports } from './ports.ts';

interface Start {
  address: string;
  lan: readonly string[];
  trustAddress: string | undefined;
  setupSecret: string | undefined;
  ports: Ports;
  demo: boolean;
  isTerminal: boolean;
}

/** What the terminal shows at the start; the last line is `ready <address>` and stands alone. */
export async function bannerLines(start: Start): Promise<string[]> {
  return [
    '',
    '結び Musubi',
    ...start.ports.moved.map(
      ({ from, to }) =>
        `  ポート ${from} は使われているので ${to} を使います / Port ${from} is taken, using ${to}`,
    ),
    ...start.lan.map((url) => `  LAN   ${url}`),
    ...(start.trustAddress
      ? [`  証明書を入れるには / To install the certificate   ${start.trustAddress}`]
      : []),
    ...(start.demo ? ['  模擬工場が動いています / The simulated factory is running'] : []),
    ...(await setupLines(start)),
    '',
    `ready ${start.address}`,
  ];
}

async function setupLines({ setupSecret, address, lan, isTerminal }: Start): Promise<string[]> {
  if (setupSecret === undefined) return [];
  const outside = lan[0] ?? address;
  return [
    '',
    '  はじめに、この1回限りのリンクを開いてください / First, open this one-time link:',
    `  ${setupLink(address, setupSecret)}`,
    ...(outside === address ? [] : [`  ${setupLink(outside, setupSecret)}`]),
    ...(isTerminal ? [await qrText(setupLink(outside, setupSecret), { type: 'terminal', small: true })] : []),
  ];
}
