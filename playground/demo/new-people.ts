// The file that the member shares first: people as they are in real files, and rows that can't be imported.

/** How many of its rows, the first ones, are people who can be imported. */
export const goodRows = { all: 5, ofAcme: 3, ofBeta: 2 };

/** Why the others can't. */
export const expectedProblems = [
  'line 8: email "kim.park at acme"',
  'line 9: organization 999',
  'line 10:',
] as const;

/**
 * Leading zeros, a + that a spreadsheet would calculate, quotes, accents, an address in capitals, a note of two
 * lines (so that rows and lines part ways), and one that starts like a formula.
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
