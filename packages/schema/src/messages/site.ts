/** People, log-in, tokens, the audit log, reading rights and certificates of the installation. */
export const siteMessages = {
  'auth.wrong-password': {
    ja: 'ログイン名またはパスワードが違います。何も変更されていません。入力し直すか、管理者に新しいパスワードを頼んでください。',
    en: 'Login or password is wrong. Nothing was changed. Type it again or ask an administrator for a new password.',
  },
  'auth.spent-setup-link': {
    ja: 'この設定リンクは使用済みか、期限切れです。データは無事です。プログラムを起動し直すと、管理者がいない場合は新しいリンクが端末に表示されます。',
    en: 'This set-up link is spent or out of date. Data is safe. Start the program again: while there is no administrator, it prints a new one.',
  },
  'login.slow-down': {
    ja: 'ログインの失敗が続いたため、この端末からは {seconds} 秒お待ちください。ほかの端末は使えます。パスワードを忘れた場合は管理者にご相談ください。',
    en: 'Too many wrong log-ins: wait {seconds} seconds on this device. Other devices work on. Ask an administrator if you forgot the password.',
  },
  'login.busy': {
    ja: 'ログインが集中しています。データは無事です。数秒後にもう一度お試しください。',
    en: 'Too many people log in at this moment. Data is safe. Try again in a few seconds.',
  },
  'login.new-password-needed': {
    ja: '最初のパスワードは一度だけ使えます。アカウントは無事です。自分のパスワードを決めて入力してください。',
    en: 'The first password works once only. Your account is safe. Choose a password of your own.',
  },
  'login.first-password-expired': {
    ja: '最初のパスワードの期限（14日）が切れました。アカウントは無事です。管理者に新しいパスワードを頼んでください。',
    en: 'The first password was good for 14 days and is out of date. Your account is safe. Ask an administrator for a new one.',
  },
  'login.taken': {
    ja: 'ログイン名「{login}」はすでに使われています。何も変更されていません。別のログイン名にしてください。',
    en: 'The login “{login}” is taken. Nothing was changed. Choose another.',
  },
  'password.too-common': {
    ja: 'よく使われる推測されやすいパスワードです。これまでのパスワードのままです。8文字以上の、ほかで使っていない言葉の組み合わせにしてください。',
    en: 'This password is among the first that are guessed. The old one stays. Use a mix of words of eight letters or more that you use nowhere else.',
  },
  'password.names-login': {
    ja: 'パスワードにログイン名が含まれています。これまでのパスワードのままです。別のものにしてください。',
    en: 'The password contains the login. The old one stays. Choose another.',
  },
  'password.same': {
    ja: '新しいパスワードが今のものと同じです。何も変更されていません。別のものにしてください。',
    en: 'The new password is the old one. Nothing was changed. Choose another.',
  },
  'password.wrong-current': {
    ja: '今のパスワードが違います。何も変更されていません。入力し直してください。',
    en: 'Your current password is wrong. Nothing was changed. Type it again.',
  },
  'person.not-found': {
    ja: 'この人は登録されていません。何も変更されていません。一覧を開き直してください。',
    en: 'There is no such person. Nothing was changed. Open the list again.',
  },
  'person.last-administrator': {
    ja: '最後の管理者は外せません。何も変更されていません。先に別の人を管理者にしてください。',
    en: 'The last administrator has to stay. Nothing was changed. Make someone else an administrator first.',
  },
  'person.adviser-needs-end': {
    ja: '外部アドバイザーには終了日が必要です。何も変更されていません。終了日を入れてください。',
    en: 'An adviser needs an end date. Nothing was changed. Enter one.',
  },
  'person.end-in-past': {
    ja: '終了日が過去です。何も変更されていません。これからの日付にしてください。',
    en: 'The end date is in the past. Nothing was changed. Choose a later one.',
  },
  'token.not-found': {
    ja: 'このアクセストークンはありません。何も変更されていません。一覧を開き直してください。',
    en: 'There is no such access token. Nothing was changed. Open the list again.',
  },
  'token.role-too-high': {
    ja: 'トークンの権限は自分の権限を超えられません。何も作られていません。低い権限を選んでください。',
    en: 'A token can do no more than you. None was made. Choose a lower role.',
  },
  'token.expiry-in-past': {
    ja: 'トークンの期限が過去です。何も作られていません。これからの日付にしてください。',
    en: 'The token would have expired already. None was made. Choose a later date.',
  },
  'gate.unknown-reader': {
    ja: 'この読み手にはデータを読む権利が登録されていません。データは渡していません。必要なら管理者にご相談ください。',
    en: 'This reader has no right to read data. None was handed over. Ask an administrator if it should.',
  },
  'gate.unknown-purpose': {
    ja: 'この目的でデータを読む権利がありません。データは渡していません。必要なら管理者にご相談ください。',
    en: 'There is no right to read data for this purpose. None was handed over. Ask an administrator if there should be.',
  },
  'gate.ended': {
    ja: 'アクセスの期限が切れたか、停止されました。データは渡していません。続ける場合は管理者に延長を頼んでください。',
    en: 'The access has ended. No data was handed over. Ask an administrator to extend it.',
  },
  'audit.truncated': {
    ja: '監査記録の最後の部分がなくなっています。残りの記録と測定データは無事です。バックアップと比べ、心当たりがなければ専門家にご相談ください。',
    en: 'The end of the audit log is missing. The rest and all readings are safe. Compare with a backup; ask for help if nobody knows why.',
  },
} as const;
