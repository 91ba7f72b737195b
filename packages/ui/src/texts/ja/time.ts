/** How a day and a time of day stand together in Japanese. */
export const timeTexts = {
  time: {
    dayAndTime: (day: string, time: string) => `${day} ${time}`,
  },
}
