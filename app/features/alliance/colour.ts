/** Colours as the Geschäftsstelle chooses them, and whether white letters can be read on them. Runs anywhere. */

/** Text of a usual size on its ground (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5;

/** WCAG 2.2, "relative luminance". @param colour `#rrggbb` */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** How far white stands out against a colour: from 1 to 21. @param colour `#rrggbb` */
export const contrastWithWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);
