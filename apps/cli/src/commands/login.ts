import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { MusubiError } from '@musubi/base';
import { addToken, logOut } from '@musubi/schema/api';
import { openClient } from '../client/client.ts';
import { forgetLogin, writeLogin } from '../client/login-file.ts';
import { startSession } from '../client/start-session.ts';
import { type Command, text } from '../command.ts';
import { readPassword } from '../read-password.ts';

export const login: Command = {
  name: 'login',
  ja: 'Musubi にログインして、そのアクセストークンを覚える（--ca に証明書）',
  en: 'Log in to a Musubi and remember an access token for it (--ca: its certificate)',
  usage: '<url> <login>',
  options: {
    forget: { type: 'boolean', ja: '覚えたトークンを捨てる', en: 'Forget the remembered token' },
  },
  async run(context) {
    if (context.options.forget) {
      forgetLogin(context.environment);
      return context.say.result({ forgotten: true }, () => {});
    }
    const [url, name] = context.words;
    if (url === undefined || name === undefined) {
      throw new MusubiError('caller', 'client.missing-option', 'url and login', {
        details: { name: '<url> <login>' },
      });
    }
    const caFile = text(context, 'ca') ?? context.environment.MUSUBI_CA;
    const connection = { url, ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }) };
    const session = await startSession(connection, name, await readPassword(context.say));
    const client = openClient(connection, session);
    const { secret, token } = await client.call(addToken, { name: `musubi ${hostname()}`.slice(0, 120) });
    await client.call(logOut, {});
    writeLogin(context.environment, { ...connection, token: secret });
    context.say.result({ url, tokenId: token.id, role: token.role }, () =>
      context.say.line(`${url}  ${token.role}`),
    );
  },
};
