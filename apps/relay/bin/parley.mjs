#!/usr/bin/env node
/** The `parley` command: the sources run as they are, with tsx for a loader. */
import { register } from 'tsx/esm/api'

register()
await import('../src/main.ts')
