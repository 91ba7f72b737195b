/** A class on a teacher's laptop: founding it, the board, coming in by a code. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const classroomTexts = {
  classroom: {
    whoTitle: 'Welcome to your class',
    whoHint: 'Say who you are. Your students see this name.',
    goOn: 'Go on', // fixed
    title: 'Your class',
    hint: 'Give it a name. The board then shows your students how to come in.',
    name: 'Name of the class', // fixed
    nameEmpty: 'The class needs a name.',
    start: 'Start the class', // fixed
    failed: 'The class could not be kept on this device. Please try again.',

    show: 'Show on the board', // fixed
    join: 'Join the class',
    wifi: 'Join the same Wi-Fi as this computer.',
    open: 'Point your camera at the square, or open this address in your browser:',
    code: 'With the address: say your name, press Join, and type this code:',
    codeAway: 'The relay is away. A code to type appears here once it is back.',
    qr: 'QR code of the class',
    here: (n: number) => count(n, '# student is in', '# students are in'),
    waiting: (n: number) => count(n, '# waits to be let in', '# wait to be let in'),
    openGroup: 'To the class', // fixed
    full: 'Full screen',
    leaveFull: 'Leave full screen',
    address: 'Address on the board', // fixed
    alone:
      'This computer is in no network yet. Join the Wi-Fi, or open a hotspot on it; the address appears here by itself.',
    noLink: 'No link lets anybody in now. Removing somebody ends all links made before.',
    gone: 'This group is not on this device.',

    /** A board of a group that is no class. */
    joinGroup: 'Come in',
    toGroup: 'To the group',
    scan: 'Point your camera at the square, say your name, and you are in.',
    localLink:
      'This link leads to this computer only. Show the board instead: it leads students in.',

    codeHint: 'Paste the link someone sent you, or type the class code from the board.',
    noSuchCode: 'There is no class with this code here. Compare it with the board.',
    codeLater: 'The code could not be looked up just now. Try again in a moment.',
    emptyHint: 'Scan the square on the board, or press Join and type the class code.',
  },
  plainHttp: {
    say: 'At this address the app opens only while the relay can be reached, and anybody in this network could replace the page. What you write is kept on this device.', // fixed
  },
} as const
