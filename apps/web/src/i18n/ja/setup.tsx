import type { Words } from '../words.ts';

export const setup: Words['setup'] = {
  name: 'Musubi を始める',
  welcome: 'この一台のパソコンで、工場の機械を結びます。',
  stepLanguage: '言語',
  stepStart: '始め方',
  stepYou: '管理者',
  stepFound: '見つかったもの',
  languageSentence: 'どの言語で使いますか。',
  japanese: '日本語',
  english: 'English',
  startSentence: '新しく始めますか。それともバックアップから戻しますか。',
  startNew: '新しく始める',
  startNewWhy: '2分ほどで終わります。',
  startRestore: 'バックアップから戻す',
  startRestoreWhy: 'Musubi を動かすパソコンで、印刷した復元キーを使って行います。',
  restoreTitle: 'バックアップから戻すには',
  restoreSteps: [
    'Musubi のパソコンで Ctrl-C を押して、Musubi を止めます。',
    '同じパソコンで下のコマンドを実行します。復元キー（キーシートに印刷したもの）を聞かれます。',
    'もう一度 Musubi を起動し、これまでどおりログインします。この設定用リンクは不要になります。',
  ],
  youSentence: 'この Musubi の管理者はだれですか。',
  youWhy: '管理者はすべての操作ができます。ほかの人は後から追加できます。',
  yourName: '名前',
  login: 'ログイン名',
  loginHelp: '文字・数字・ピリオド・ハイフン。ログインのときに入力します。',
  password: 'パスワード',
  passwordHelp: '8文字以上。記号を混ぜるより、いくつかの言葉を並べるほうが覚えやすく安全です。',
  passwordShort: '8文字以上にしてください。',
  loginBad: '文字・数字・ピリオド・下線・ハイフンだけが使えます。',
  makeMe: '管理者を登録する',
  foundSentence: (found, n, demo) =>
    n > 0 ? (
      <>
        ネットワークで{found}台の機器が接続を待っています。
        {demo && 'デモ工場もすでに動いています。'}
      </>
    ) : demo ? (
      <>デモ工場がすでに動いています。自社の機器からの呼びかけは、まだありません。</>
    ) : (
      <>機器からの呼びかけはまだありません。最初の一台をつなぎましょう。</>
    ),
  foundHeading: 'ネットワークで見つかった機器',
  foundNothing: 'まだ何も見つかっていません。機器にこのアドレスを設定すると、ここに現れます。',
  demoHeading: 'デモ工場',
  seeDemo: 'デモ工場を見てみる',
  seeDemoWhy: '自分の機械は、いつでもつなげます。',
  startOwn: '自分の機械で始める',
  startOwnWhy: 'デモ工場を取り除きます。後から呼び戻せます。',
  removeTitle: 'デモ工場を取り除きますか',
  removeWhat:
    '模擬の機械と、その測定値が消えます。自社の機器・人・設定はそのまま残ります。「この工場」からいつでも呼び戻せます。',
  removeDemo: 'デモ工場を取り除く',
  noSecretTitle: '設定用リンクの全体ではありません',
  noSecretWhy:
    '設定用リンクは、Musubi を起動した画面に QR コードと一緒に表示されています。そこから開いてください。まだ何も変わっていません。',
  alreadyTitle: 'Musubi はすでに設定されています',
  alreadyWhy: '最初の管理者が登録されています。ログインするか、その人に追加を頼んでください。',
  toLogin: 'ログインへ',
  loginName: 'ログイン',
  loginSentence: 'ログインすると、機械の様子が見られます。',
  logIn: 'ログイン',
  forgotten: 'パスワードを忘れたとき',
  forgottenWhy:
    '管理者が「人」の画面で新しい初回パスワードを発行できます。だれもログインできないときは、Musubi のパソコンで次を実行します。',
  notSetUp: 'Musubi はまだ設定されていません。',
  notSetUpWhy: 'Musubi を起動した画面に表示されている設定用リンクを開いてください。',
};
