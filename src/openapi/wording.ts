/** The same in the languages of the pages: English, Simplified and Traditional Chinese. */
export type Wording = readonly [english: string, simplified: string, traditional: string];
