// The file that the member shares first: realistic people, and rows that can't be imported.

/** How many rows can be imported; they come first. */
export const goodRows = { all: 5, ofAcme: 3, ofBeta: 2 };

/** Why the other rows can't be imported. */
export const expectedProblems = [
  'line 8: email "kim.park at acme"',
  'line 9: organization 999',
  'line 10:',
] as const;

/**
 * Returns the file. It has leading zeros, a `+` that a spreadsheet would evaluate, quotes, accents, an email address in
 * capitals, a note of two lines (so that row and line numbers differ), and one that looks like a formula.
 *
 * @param acme, beta ids of organizations
 */
export const newPeople = (acme: number, beta: number): string => `\
customer_id,name,title,email,phone,extension,zip,notes
${acme},Ana Núñez,Engineer,ana.nunez@acme.example,+34 600 123 456,,02134,
${acme},"Zoë ""Zo"" O’Brien",Office manager,zo@acme.example,0151 555 0100,x330,00501,
${acme},Bo Li,,BO.LI@acme.example,,007,,"Prefers e-mail.
Is out on Fridays."
${beta},"Weiß, Jürgen",Geschäftsführer,jw@beta-soehne.example,+49 (0)89 1234-0,,80331,
${beta},Łukasz Żak,Buyer,zak@beta-soehne.example,,,,- call before 9
${acme},Kim Park,Clerk,kim.park at acme,,,,
999,Nobody’s Customer,,who@nowhere.example,,,,
${acme},,,,,,,
`;
