/** `parley relay`: runs until it is told to stop. */
import { bannerLines } from '../banner.ts'
import { keptIn } from '../store.ts'
import type { Command } from '../command.ts'
import { SETTING_NAMES } from '../settings.ts'
import { newLog } from '../log.ts'
import { carryingLines } from '../upstream/carrying.ts'
import { runParley } from '../run.ts'
import { untilStopped } from '../until-stopped.ts'

export const relay: Command = {
  name: 'relay',
  operands: [],
  says: 'Runs the relay and serves the web app',
  more: 'It stops gently on Ctrl+C or SIGTERM: whatever it acknowledged is on disk, and clients come back by themselves.',
  settings: SETTING_NAMES,
  flags: [],
  examples: [
    'parley relay --port 9000 --data /srv/parley',
    'parley relay --origins https://chat.example.org --trusted-proxies loopback --host 127.0.0.1',
    'parley relay --port 443 --tls-cert fullchain.pem --tls-key privkey.pem --origins https://chat.example.org',
    'PARLEY_UPSTREAM_TOKEN=… parley relay --upstream wss://school.example',
    'PARLEY_ADMIN_TOKEN="$(openssl rand -hex 24)" parley relay --log json',
  ],
  async run({ config, terminal }) {
    const log = newLog(config, { write: terminal.note, now: Date.now })
    const running = await runParley(config, log)
    const stopped = untilStopped(running) // before anybody is told that it runs
    const { urls } = running
    for (const line of bannerLines({ urls, data: keptIn(config), isTerminal: terminal.isTerminal }))
      terminal.say(line)
    if (running.route !== undefined)
      for (const line of carryingLines(running.route)) terminal.say(line)
    return stopped
  },
}
