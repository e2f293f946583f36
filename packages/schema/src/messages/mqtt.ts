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
} as const;
