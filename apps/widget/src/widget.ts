/** What a page names in a script tag: from here on it knows `<parley-chat>`. */
import { ChatElement } from './chat-element.ts'

// The same script may be named twice, by two parts of a page.
if (customElements.get('parley-chat') === undefined)
  customElements.define('parley-chat', ChatElement)
