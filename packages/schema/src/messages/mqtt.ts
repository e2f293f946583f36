/** What can go wrong with the MQTT broker inside and with an MQTT broker as a source. */
export const mqttMessages = {
  'mqtt.port-in-use': {
    ja: 'ポート {port}（{host}）は別のプログラムが使っています。保存済みのデータは無事です。そのプログラムを止めるか、設定でポートを変えてください。',
    en: 'Port {port} ({host}) is used by another program. Stored data is safe. Stop that program or change the port in the settings.',
  },
  'mqtt.not-listening': {
    ja: '{host}:{port} で受け付けを始められませんでした。保存済みのデータは無事です。設定のアドレスとポートを確認してください。',
    en: 'Could not listen at {host}:{port}. Stored data is safe. Check address and port in the settings.',
  },
  'mqtt.not-kept': {
    ja: '受け取ったメッセージを保存できませんでした。機器には受領を返していないので、機器がもう一度送ります。ディスクの空きを確認してください。',
    en: 'A message could not be stored. The device was not told otherwise and will send it again. Check the free disk space.',
  },
  'mqtt.not-allowed': {
    ja: '機器が自分のものではないトピックを使おうとしました。何も保存していません。機器のトピック設定を確認してください。',
    en: 'A device used a topic that is not its own. Nothing was stored. Check the topic set at the device.',
  },
  'mqtt.unreachable': {
    ja: 'ブローカー（{url}）につながりません。保存済みのデータは無事です。アドレスとネットワークを確認してください。つながるまで自動で試します。',
    en: 'The broker ({url}) does not answer. Stored data is safe. Check the address and the network. It is tried again until it answers.',
  },
  'mqtt.bad-certificate': {
    ja: 'ブローカー（{url}）の証明書を信頼できません。何も送っていません。認証局の証明書（PEM）を設定してください。',
    en: 'The certificate of the broker ({url}) is not trusted. Nothing was sent. Enter the CA certificate (PEM).',
  },
  'mqtt.refused': {
    ja: 'ブローカーに接続を断られました（コード {returnCode}）。保存済みのデータは無事です。ユーザー名とパスワードを確認してください。',
    en: 'The broker refused the connection (code {returnCode}). Stored data is safe. Check user name and password.',
  },
  'mqtt.unavailable': {
    ja: 'ブローカーの準備ができていません。保存済みのデータは無事です。自動でもう一度試します。',
    en: 'The broker is not ready. Stored data is safe. It is tried again by itself.',
  },
  'mqtt.topic-refused': {
    ja: 'ブローカーがトピック（{topics}）の受信を許可していません。トピックの設定か、ブローカーの権限を確認してください。',
    en: 'The broker does not allow these topics: {topics}. Check the topics here or the rights at the broker.',
  },
  'mqtt.link-lost': {
    ja: 'ブローカーとの接続が切れました。それまでのデータは保存済みです。自動でつなぎ直します。',
    en: 'The link to the broker broke. What came before is stored. It is connected again by itself.',
  },
  'mqtt.silent': {
    ja: 'ブローカーが応答しなくなりました。それまでのデータは保存済みです。自動でつなぎ直します。',
    en: 'The broker stopped answering. What came before is stored. It is connected again by itself.',
  },
  'mqtt.unexpected': {
    ja: 'ブローカーから理解できないデータが届きました（{what}）。それまでのデータは保存済みです。接続先が MQTT 3.1.1 か確認してください。',
    en: 'The broker sent something unexpected ({what}). What came before is stored. Check that it speaks MQTT 3.1.1.',
  },
  'mqtt.bad-pattern': {
    ja: '機器の位置「{pattern}」が正しくありません。「plant/（機器）/#」のように、機器を表す部分を一つだけ入れてください。',
    en: 'The pattern “{pattern}” is not valid. The device must stand in it exactly once.',
  },
} as const;
