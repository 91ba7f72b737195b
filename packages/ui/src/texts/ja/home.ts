/** Being at home on a device: newer versions, being installed, in Japanese. */
export const homeTexts = {
  update: {
    ready: '新しいバージョンの準備ができました。',
    take: '再読み込み',
    later: '後で',
    failed:
      '書きかけの文章を保存できなかったため、再読み込みしませんでした。もう一度お試しください。',
  },
  install: {
    section: 'このデバイスのアプリ',
    title: 'Parleyを手元に置きましょう。',
    why: 'インストールすると、専用のウィンドウとアイコンができ、ネットワークなしで開きます。',
    byHand:
      'Safariの共有メニューで「ホーム画面に追加」を選んでください。専用のアイコンができ、ネットワークなしで開き、1週間使わなくてもデータは消えません。',
    install: 'インストール',
    notNow: '今はしない',
    understood: '分かりました',
    installed: 'Parleyはここにインストールされています。',
    none: 'このブラウザーではParleyをインストールできません。そのままでも、ネットワークなしでも使えます。',
  },
}
