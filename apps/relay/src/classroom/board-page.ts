/**
 * The page to project: name, address, QR code, how many are here. It needs nothing of the app, holds no secret, and
 * looks by itself whether the network has changed.
 */
import { renderSVG } from 'uqr'
import { BOARD_TEXTS, type BoardLanguage } from './board-texts.ts'

export interface BoardState {
  /** Of the class. */
  readonly name: string
  /** Whole addresses, the best first. */
  readonly addresses: readonly string[]
  readonly hereCount: number
  /** Another one after each start: what lay here before is gone. */
  readonly run: string
}

export function boardPage(state: BoardState, language: BoardLanguage): string {
  const says = BOARD_TEXTS[language]
  const [best] = state.addresses
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(state.name)}</title>
    <link rel="icon" href="/icons/icon.svg" />
    <link rel="stylesheet" href="/board.css" />
    <script type="module" src="/board.js"></script>
  </head>
  <body data-addresses="${escaped(state.addresses.join(' '))}">
    <main>
      <header>
        <h1>${escaped(state.name)}</h1>
        <p>${says.join}</p>
      </header>
      ${best === undefined ? `<p class="alone">${says.alone}</p>` : steps(best, state, language)}
      <p class="here" role="status">${says.here} <b id="here">${state.hereCount}</b></p>
    </main>
  </body>
</html>
`
}

function steps(best: string, { addresses }: BoardState, language: BoardLanguage): string {
  const says = BOARD_TEXTS[language]
  const others = addresses.slice(1).map((one) => `<bdi>${escaped(brief(one))}</bdi>`)
  return `<div class="way">
        <figure role="img" aria-label="${says.qr}">${renderSVG(best, { ecc: 'M', border: 3 })}</figure>
        <ol>
          <li>${says.wifi}</li>
          <li>
            ${says.open}
            <strong dir="ltr">${escaped(brief(best))}</strong>
            ${others.length === 0 ? '' : `<small dir="ltr">${others.join(' · ')}</small>`}
          </li>
          <li>${says.code}</li>
        </ol>
      </div>`
}

/** As one types it: browsers put http before it themselves. */
export function brief(address: string): string {
  return address.replace(/^http:\/\//, '')
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}

export const BOARD_STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fff, #1b1e1a);
  --ink: light-dark(#1c1d1a, #ecece6);
  --soft: light-dark(#5c5c54, #a9aba1);
  --accent: light-dark(#0f5245, #97dcc5);
  font: clamp(1.1rem, 0.8rem + 1.1vw, 2.2rem) / 1.4 system-ui, sans-serif;
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--ground); color: var(--ink); }
main {
  display: grid;
  grid-template-rows: auto 1fr auto;
  gap: 1.2em;
  min-block-size: 100dvh;
  padding: clamp(1rem, 4vmin, 4rem);
}
h1 { font-size: 2.4em; line-height: 1.1; letter-spacing: -0.02em; overflow-wrap: anywhere; }
header p, small, .here { color: var(--soft); }
.way {
  display: grid;
  grid-template-columns: minmax(0, min(70vh, 42vw)) minmax(0, 1fr);
  gap: clamp(1rem, 4vw, 5rem);
  align-items: center;
}
figure { border-radius: 0.5em; overflow: hidden; background: #fff; }
figure svg { display: block; inline-size: 100%; block-size: auto; }
ol { display: grid; gap: 1em; padding-inline-start: 1.4em; }
li::marker { color: var(--accent); font-weight: 700; }
strong, small { display: block; inline-size: fit-content; }
strong {
  margin-block: 0.2em;
  color: var(--accent);
  font-size: clamp(1.3em, 3.6vw, 2.6em);
  line-height: 1.15;
  letter-spacing: -0.01em;
  overflow-wrap: anywhere;
}
small { font-size: 0.8em; }
.alone { align-self: center; max-inline-size: 40ch; font-size: 1.4em; }
.here b { color: var(--ink); font-variant-numeric: tabular-nums; }
@media (max-width: 48rem), (orientation: portrait) {
  .way { grid-template-columns: minmax(0, 1fr); align-content: start; }
  figure { inline-size: min(100%, 22rem); justify-self: center; }
}
`

/** Runs on the page: counts on, and begins anew where the addresses are others. */
export const BOARD_SCRIPT = `
const here = document.getElementById('here')
setInterval(async () => {
  try {
    const answer = await fetch('/classroom.json', { cache: 'no-store' })
    const { addresses, hereCount } = await answer.json()
    if (addresses.join(' ') !== document.body.dataset.addresses) location.reload()
    if (here.textContent !== String(hereCount)) here.textContent = hereCount
  } catch {
    // The relay is away: what stands here stands until it is back.
  }
}, 4000)
`
