/**
 * Three devices side by side. Each is a frame on a host of its own, so that browsers keep their storages
 * apart; all of them come from this one server and dial the relay through it. The hosts are of one site,
 * because some browsers give frames of another site no lasting storage.
 */
import './lab.css'
import { type LabCommand, LAB } from './commands.ts'
import { elementOf } from './element.ts'

/** Browsers find this machine under every name that ends in localhost (RFC 6761, section 6.3). */
const SITE = 'parley.localhost'
const NAMES = ['one', 'two', 'three']

if (location.hostname !== SITE) location.hostname = SITE

const devices = NAMES.map((name) => {
  const frame = document.createElement('iframe')
  frame.src = `http://${name}.${SITE}:${location.port}/lab/device.html`
  frame.title = `Device ${name}`
  frame.allow = 'clipboard-read; clipboard-write'
  return frame
})
elementOf('devices').append(...devices)
elementOf('cut').addEventListener('click', () => tell('cut'))
elementOf('heal').addEventListener('click', () => tell('heal'))

function tell(command: LabCommand): void {
  for (const { contentWindow } of devices) contentWindow?.postMessage({ [LAB]: command }, '*')
}
