/** The commands of `parley`: one table from which help, reading and running follow. */
import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { classroom } from './commands/classroom.ts'
import { doctor } from './commands/doctor.ts'
import { invitation } from './commands/invitation.ts'
import { migrate } from './commands/migrate.ts'
import { relay } from './commands/relay.ts'
import { restore } from './commands/restore.ts'
import { stats } from './commands/stats.ts'
import { token } from './commands/token.ts'

/** The first one runs when none is named. */
export const COMMANDS: readonly Command[] = [
  relay,
  classroom,
  doctor,
  backup,
  restore,
  migrate,
  stats,
  token,
  invitation,
]
