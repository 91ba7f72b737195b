/** How a day and a time of day stand together in Arabic. */
export const timeTexts = {
  time: {
    dayAndTime: (day: string, time: string) => `${day}، ${time}`,
  },
}
