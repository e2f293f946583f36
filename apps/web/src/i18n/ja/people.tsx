import type { Words } from '../words.ts';

export const people: Words['people'] = {
  name: '人',
  sentence: (c) => (
    <>
      {c.total}人がログインでき、うち{c.administrators}人が管理者です。
      {c.ending && (
        <>
          {c.ending.name}さんの利用は{c.ending.date}に終わります。
        </>
      )}
    </>
  ),
  add: '人を追加',
  person: '人',
  nameLabel: '名前',
  login: 'ログイン名',
  role: '役割',
  language: '言語',
  endsAt: '利用の終わり',
  never: 'なし',
  state: '状態',
  active: 'ログイン可',
  disabled: '停止中',
  ended: '終了',
  roleHelp: {
    viewer: '見るだけで、何も変えません。',
    worker: '機械のそばで作業します。',
    leader: '機器・項目・フィルターを決めます。',
    administrator: '人とバックアップを含む、すべて。',
    adviser: '期限まで、外部から見ます。',
  },
  endsHelp: 'この日からログインできなくなります。',
  firstPasswordTitle: (name) => `${name}さんの初回パスワード`,
  firstPasswordOnce: '表示するのは今回だけです。最初のログインで変更が必要です。',
  edit: '変更',
  editTitle: (name) => `${name}さんの変更`,
  lock: '利用を止める',
  unlock: '利用を再開',
  lockTitle: (name) => `${name}さんの利用を止めますか`,
  lockWhat: 'ログインとトークンは、すべてすぐに無効になります。これまでの操作の記録は監査に残ります。',
  newPassword: '初回パスワードを再発行',
  newPasswordTitle: (name) => `${name}さんの初回パスワードを再発行しますか`,
  newPasswordWhat: '今のパスワードは使えなくなり、この人のログインはすべて終わります。',
  added: (name) => `${name}さんがログインできるようになりました。`,
  tokens: 'アクセストークン',
  tokensSentence: (c) =>
    c.n === 0 ? (
      <>あなたの名前で動くプログラムはありません。</>
    ) : (
      <>{c.count}件のトークンで、プログラムがあなたの名前で利用できます。</>
    ),
  tokensGloss: 'トークンはプログラム用の合い鍵です。できることは本人以下で、一つずつ無効にできます。',
  addToken: 'トークンを作る',
  tokenName: '何に使いますか',
  tokenRole: 'どこまで許しますか',
  tokenEnds: '有効期限',
  tokenSecret: 'トークン',
  tokenOnce: '表示するのは今回だけです。プログラムが読む場所に保存してください。',
  lastUsed: '最後の利用',
  revoke: '無効にする',
  revoked: '無効',
  revokeTitle: (name) => `「${name}」を無効にしますか`,
  revokeWhat: 'このトークンを使うプログラムは、すぐに拒否されます。保存済みのデータは変わりません。',
  revokedDone: (name) => `${name}を無効にしました。`,
  tokensEmptyTitle: 'トークンはまだありません',
  tokensEmptyWhy: 'ほかのプログラムから Musubi を使うときに作ります。',
  me: '自分の設定',
  meSentence: (name, role) => `${name}さん（${role}）としてログインしています。`,
  password: 'パスワード',
  current: '今のパスワード',
  next: '新しいパスワード',
  changePassword: 'パスワードを変更',
  passwordChanged: 'パスワードを変更しました。ほかの端末のログインは終わりました。',
};
