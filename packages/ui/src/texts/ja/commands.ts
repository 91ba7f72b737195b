/** Keyboard shortcuts and the palette, in Japanese. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const commandTexts = {
  commands: {
    palette: '移動先…',
    help: 'キーボードショートカット',
    previousGroup: '前のグループ',
    nextGroup: '次のグループ',
    previousUnread: '未読のある前のグループ',
    nextUnread: '未読のある次のグループ',
    back: '戻る、または開いているものを閉じる',
    newGroup: '新しいグループ',
    join: 'グループに参加',
    mentions: '自分へのメンション',
    settings: '自分の設定',
    threads: 'このグループのスレッド',
    pins: 'このグループで固定されたもの',
    about: 'このグループの参加者と設定',
    invite: 'このグループに人を招待',
    nextMessage: '次のメッセージ',
    previousMessage: '前のメッセージ',
    firstMessage: '最初のメッセージ',
    lastMessage: '最後のメッセージ',
    details: 'どこまで届いたか',
    reply: '返信',
    thread: 'スレッドで返信',
    edit: '編集',
    react: 'リアクション',
    pin: '固定または固定解除',
    forward: '転送',
    copyText: '文章をコピー',
    copyLink: 'リンクをコピー',
    delete: '削除',
  },
  help: {
    hint: 'すべての操作がキーボードでできます。多くはキー1つでできます。',
    show: 'すべてのキーを表示',
    sections: { app: 'どこでも', group: 'グループで', message: 'メッセージで' },
    messageHint:
      'Tabキーでメッセージに移動できます。これらのキーは、フォーカスのあるメッセージに働きます。',
    loneKeys: 'CtrlやAltなしのキー',
    loneKeysHint:
      '疑問符キーでどこからでもこの画面が開きます。音声でコンピューターを操作する場合や、誤ってキーを押しやすい場合はオフにしてください。',
    or: 'または',
  },
  palette: {
    field: 'グループ、人、または操作',
    kinds: { group: 'グループ', person: '人', command: '操作' },
    results: '見つかったもの',
    nothing: 'その名前のものはありません。',
    found: (n: number) => count(n, '#件見つかりました'),
    personIn: (groups: readonly string[]) => `${list(groups)}の参加者`,
  },
}
