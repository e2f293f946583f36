import { describe, expect, it } from 'vitest';
import { type Access, curlLine, mosquittoLine, pythonLines, trustLine } from './examples.ts';

const access: Access = {
  origin: 'https://192.168.1.20:8443',
  trustAddress: 'http://192.168.1.20:8080/',
  mqtt: {
    secureAddress: 'mqtts://192.168.1.20:8883',
    plainAddress: 'mqtt://127.0.0.1:1883',
    plainOnLan: false,
  },
  user: 'd-7',
  secret: 's3',
};

describe('the lines to copy', () => {
  it('go by TLS from another computer, and plainly on the PC itself', () => {
    expect(mosquittoLine(access)).toContain('-h 192.168.1.20 -p 8883 --cafile musubi-ca.crt');
    expect(mosquittoLine({ ...access, origin: 'https://localhost:8443' })).toContain(
      '-h 127.0.0.1 -p 1883 -q 1',
    );
    expect(mosquittoLine(access)).toContain("-t 'musubi/d-7'");
  });

  it('trust the certificate of this installation, never anything', () => {
    expect(trustLine(access)).toBe('curl -O http://192.168.1.20:8080/musubi-ca.crt');
    expect(curlLine(access)).toContain('--cacert musubi-ca.crt');
    expect(curlLine(access)).not.toContain('-k');
    expect(curlLine(access)).toContain("-u 'd-7:s3'");
    expect(pythonLines(access)).toContain('Bearer d-7:s3');
  });
});
