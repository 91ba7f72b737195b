/** What is said of a text that is on this device and no further: for whoever shows one before the app is there. */
import { texts } from '../texts/catalogue.ts'

export function keptWords(): string {
  return texts.message.status['on-device']
}
