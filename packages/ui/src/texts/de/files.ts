/** Groups that travel by file, in German. */
import { count } from './grammar.ts'

export const fileTexts = {
  files: {
    title: 'Diese Gruppe als Datei',
    saveHint:
      'Alles, was du von ihr hast, auch noch nicht Gesendetes, versiegelt. Mitglieder öffnen die Datei auf ihren Geräten in Parley, ganz ohne Netz; wer sie sonst findet, kann sie nicht lesen.',
    saveOpenHint:
      'Alles, was du von ihr hast, auch noch nicht Gesendetes. Diese Gruppe ist offen und nicht verschlüsselt: Wer die Datei findet, kann sie lesen.',
    save: 'In eine Datei sichern …',
    share: 'Datei teilen …',
    saving: 'Die Datei wird zusammengestellt …',
    saved: 'Die Datei ist fertig.',
    saveFailed:
      'Die Gruppe konnte nicht vollständig von diesem Gerät gelesen werden. Bitte versuch es noch einmal.',
    open: 'Gruppendatei öffnen …',
    openTitle: 'Gruppendatei öffnen',
    openHint:
      'Was in der Datei neu ist, kommt zu dem hinzu, was du hier hast. Wer über eine Datei dazukommen will, öffnet zuerst den Einladungslink der Gruppe und dann die Datei.',
    choose: 'Datei auswählen',
    another: 'Andere Datei',
    opening: 'Die Datei wird durchgesehen …',
    openFailed:
      'Der Inhalt der Datei konnte auf diesem Gerät nicht gesichert werden. Bitte versuch es noch einmal.',
    show: 'Gruppe zeigen',
    taken: (n: number, group: string) =>
      count(n, {
        one: `Eine neue Nachricht in ${group}.`,
        other: `# neue Nachrichten in ${group}.`,
      }),
    noMessages: (group: string) => `${group} ist auf dem Stand der Datei. Keine Nachricht war neu.`,
    nothingNew: (group: string) =>
      `Alles, was in dieser Datei von ${group} steht, hattest du schon.`,
    partly: 'Etwas in der Datei stammte nicht von Mitgliedern und wurde weggelassen.',
    outcomes: {
      'not-here':
        'Diese Datei gehört zu einer Gruppe, in der du auf diesem Gerät nicht bist. Öffne zuerst ihren Einladungslink und dann die Datei.',
      foreign: 'Das ist keine Gruppendatei von Parley.',
      damaged:
        'Diese Datei ist beschädigt: Ihr Ende fehlt, oder sie wurde unterwegs verändert. Nichts daraus wurde übernommen.',
      newer:
        'Diese Datei stammt aus einem neueren Parley. Aktualisiere Parley hier und öffne sie dann noch einmal.',
      'too-large':
        'Diese Datei ist größer, als eine Gruppendatei sein darf. Nichts daraus wurde übernommen.',
    },
  },
}
