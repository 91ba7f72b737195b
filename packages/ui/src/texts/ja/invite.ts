/** Links to a group, and adding people by hand, in Japanese. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const inviteTexts = {
  invite: {
    open: '招待',
    title: '人を招待',
    hint: '招待したい人にこのリンクを送ってください。',
    hintBefore: 'リンクを作成し、招待したい人に送ってください。',
    link: '招待リンク',
    localLink: 'このコンピューター専用の招待リンク',
    copy: 'コピー',
    copied: 'コピーしました',
    share: '共有',
    copyByHand: 'リンクを選択しました。デバイスの機能でコピーしてください。',
    warning: 'このリンクを持つ人は、グループのすべてを読めます。渡す相手に注意してください。',
    warningFromJoining:
      'このリンクを持つ人は、これから書かれるものを読めます。渡す相手に注意してください。',
    warningApproval: 'このリンクを開いた人は、モデレーターが参加を認めるまで待ちます。',
    warningPower: 'このリンクで来た人は、ほかの人の参加を認め、ミュートし、外すことができます。',
    localhost:
      'このリンクはこのコンピューターにしかつながりません。ほかの人を招待するには、ネットワーク内でのこのコンピューターのアドレスでParleyを開き、そこでリンクを作成してください。',
    localhostOthers:
      '同じネットワークのほかの人には、このリンクを渡してください。その下のリンクは、このコンピューターでしか開けません。',
    linkForOthers: '同じネットワークのほかの人へのリンク',
    address: 'このコンピューターのアドレス',
    failed: '今はリンクを作成できませんでした。もう一度お試しください。',

    qrShow: 'QRコード',
    qrName: 'リンクのQRコード',
    qrTooLong: 'このリンクは長すぎてQRコードにできません。コピーしてください。',

    options: '参加できる人と期間',
    role: '参加時の役割',
    expires: '期限',
    uses: '参加できる人数',
    approve: '一人ずつ承認する',
    approveHint: 'リンクを開いた人は、モデレーターが参加を認めるまで待ちます。',
    usesHonest:
      '人数はリレーごとに数えます。リレーが複数ある場合やオフラインの場合は、少し多く参加することがあります。',
    make: 'リンクを作成',
    expiry: {
      never: 'なし',
      hour: '1時間後',
      day: '1日後',
      week: '1週間後',
      month: '30日後',
    },
    anyNumber: '制限なし',
    upTo: (n: number) => count(n, '#人'),

    links: '使用中のリンク',
    joined: (n: number) => count(n, '#人が参加'),
    joinedOf: (n: number, all: number) => `${number(all)}人中${number(n)}人が参加`,
    letIn: (n: number) => count(n, '#人を承認'),
    asking: (n: number) => count(n, '#人が待機中'),
    cameOf: (n: number, all: number) => `${number(all)}人中${number(n)}人が使用`,
    until: (when: string) => `${when}まで`,
    endless: '期限なし',
    approved: '承認あり',
    madeBy: (by: string) => `作成: ${by}`,
    mine: '自分が作成',
    elsewhere: 'リンクそのものは、作成した人だけが知っています。',
    shown: '上に表示中',
    show: 'このリンクを表示',
    withdraw: '取り消す',
    withdrawTitle: 'このリンクを取り消しますか？',
    withdrawHint:
      'どこに送られていても、もう誰も参加できなくなります。このリンクで来た人は残ります。新しいリンクはいつでも作成できます。',
    withdrawn: '取り消しました。そのリンクではもう誰も参加できません。来た人は残ります。',
  },

  adding: {
    title: '人を追加',
    open: '人を追加',
    hint: 'ほかのグループで一緒の人たちです。リンクなしですぐに参加します。',
    none: '追加できる人がいません。グループが一緒の人は全員すでに参加しています。',
    add: '追加',
    addName: (name: string) => `${name}を追加`,
    added: '追加しました',
    filter: '人を探す',
    nobody: 'その名前の人はいません。',
  },

  waiting: {
    title: '参加を待っている人',
    line: (names: readonly string[]) => `${list(names)}が参加を希望しています。`,
    lineMany: (n: number) => count(n, '#人が参加を希望しています。'),
    look: '見る',
    unnamed: '名前のない人',
    as: (role: string, when: string) => `${role}として · 申請: ${when}`,
    letIn: '参加を認める',
    letInName: (name: string) => `${name}の参加を認める`,
    decline: '断る',
    declineName: (name: string) => `${name}の参加を断る`,
    done: (name: string) => `${name}が参加しました。`,
    lockedTitle: 'このグループはロックされています',
    lockedHint:
      '今は誰も参加を申請できません。ロックが解除されると申請は自動で送られ、モデレーターが返答します。',
    withdraw: '申請を取り下げる',
    withdrawTitle: '申請を取り下げますか？',
    withdrawHint:
      '参加の承認はもう誰にも求められず、グループは一覧から消えます。もう一度申請するには、リンクを開き直してください。',
    withdrawLoses: '待っている間に書いたものは送信されておらず、一緒に失われます。',
    withdrawAct: '取り下げる',
    kept: '書いたものはこのデバイスに保存され、参加すると自動で送られます。',
    screenTitle: '参加を申請しました',
    screenHint:
      'モデレーターが一人ずつ参加を認めます。このページは閉じてもかまいません。承認され、その後に両方がオンラインになると、自動で参加します。',
  },
}
