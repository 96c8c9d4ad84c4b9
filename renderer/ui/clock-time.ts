/** Times of day and dates, in the user's zone. */
const timeOfDay = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const hourMinute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

export const timeWords = (atMs: number) => timeOfDay.format(atMs);
export const minuteWords = (atMs: number) => hourMinute.format(atMs);
export const dateTimeWords = (atMs: number) => dayTime.format(atMs);
