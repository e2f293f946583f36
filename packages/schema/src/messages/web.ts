/** What can happen between the browser and Musubi. */
export const webMessages = {
  'web.no-connection': {
    ja: 'Musubi につながりません。集めたデータは Musubi の中で無事です。Musubi を動かしているパソコンの電源とネットワークを確かめてください。つながると、画面は自動で元に戻ります。',
    en: 'This browser cannot reach Musubi. The data already collected is safe inside it. Check that the PC running Musubi is on and that the network is up; this page recovers by itself.',
  },
  'web.not-understood': {
    ja: 'Musubi から読めない答えが返りました（{status}）。データは無事です。画面を読み込み直してください。続くときは、この表示を管理者に見せてください。',
    en: 'Musubi sent an answer this page cannot read ({status}). The data is safe. Reload the page; if it happens again, show this message to your administrator.',
  },
  'web.log-in-again': {
    ja: 'ログインの有効期限が切れました。入力済みの内容はまだ保存されていません。もう一度ログインしてください。',
    en: 'Your log-in has ended. What you just entered is not saved yet. Log in again.',
  },
  'web.unknown-problem': {
    ja: 'Musubi が「{code}」と答えました。集めたデータは無事です。もう一度試し、続くときはこのコードを管理者に伝えてください。',
    en: 'Musubi answered “{code}”. The data collected so far is safe. Try again; if it happens again, give this code to your administrator.',
  },
  'web.copy-refused': {
    ja: 'ブラウザーがコピーを許可しませんでした。何も変わっていません。表を選んで、キーボードでコピーしてください。',
    en: 'The browser did not allow copying. Nothing has changed. Select the table and copy it with the keyboard.',
  },
} as const;
