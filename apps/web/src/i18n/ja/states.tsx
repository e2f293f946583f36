import type { Words } from '../words.ts';

const machine: Words['states']['machine'] = {
  receiving: '受信中',
  silent: '無受信',
  never: 'まだ受信なし',
};

export const states: Words['states'] = {
  machine,
  connection: {
    starting: '開始中',
    running: '受信中',
    silent: '無受信',
    retrying: 'つなぎ直し中',
    stopped: '停止',
    refused: '拒否された',
  },
  device: { ...machine, revoked: '切り離し済み' },
  backup: { running: '作成中', verifying: '検証中', good: '正常', failed: '失敗' },
  quality: {
    Good: '良好',
    Repaired: '補正済み',
    Computed: '計算値',
    Uncertain: '疑わしい',
    ClockSuspect: '時計が疑わしい',
    Substituted: '手入力の代替値',
    Bad: '使えない値',
    NotANumber: '数値でない',
    Infinite: '無限大',
    OutOfRange: 'ありえない値',
    WrongType: '型が違う',
    Unavailable: '機器が値なしと通知',
    LinkDown: '通信断',
    Spike: '突発的な外れ値',
  },
  role: {
    viewer: '閲覧者',
    worker: '作業者',
    leader: '班長',
    administrator: '管理者',
    adviser: '外部の支援者',
  },
  kind: { number: '数値', text: '文字', boolean: 'オン・オフ', state: '状態' },
  known: { run: '稼働', idle: '待機', setup: '段取り', stop: '停止', fault: '異常', unknown: '不明' },
  on: 'オン',
  off: 'オフ',
  unknown: '不明',
  outsideNormal: '通常範囲の外',
};
