// What people type as headers, in eight languages, and how the ways to write them are seen through.
import { describe, expect, it } from 'vitest';
import { describeHeader, readHeaderLine } from './read-header-line.ts';

/** Each line is a header with all of these columns, in this order. */
const inThisOrder =
  'first last organization title email phone extension mobile address1 address2 city state zip notes';

describe('a header that was typed', () => {
  it.each([
    [
      'English',
      'First Name;Surname;Company;Job Title;E-mail Address;Tel.;Ext.;Cell;Street;Address Line 2;Town;Province;Postcode;Comments',
    ],
    [
      'German',
      'Vorname;Nachname;Firma;Funktion;E-Mail-Adresse;Tel.;Durchwahl;Handy;Straße und Hausnr.;Adresszusatz;Stadt;Bundesland;PLZ;Bemerkungen',
    ],
    [
      'French',
      'Prénom;Nom de famille;Société;Fonction;Courriel;Tél.;N° de poste;Portable;Adresse;Complément d’adresse;Ville;Province;CP;Remarques',
    ],
    [
      'Spanish',
      'Nombre;Apellidos;Empresa;Cargo;Correo electrónico;Teléfono;Extensión;Móvil;Dirección;Dirección 2;Población;Provincia;C.P.;Observaciones',
    ],
    [
      'Italian',
      'Nome;Cognome;Azienda;Ruolo;Posta elettronica;Telefono;Interno;Cell.;Indirizzo;Indirizzo 2;Città;Provincia;CAP;Note',
    ],
    [
      'Dutch',
      'Voornaam;Achternaam;Bedrijf;Functie;E-mailadres;Telefoonnummer;Toestel;Mobiel;Straat + nr;Adres 2;Woonplaats;Provincie;Postcode;Opmerkingen',
    ],
    [
      'Portuguese',
      'Primeiro nome;Sobrenome;Empresa;Cargo;Correio eletrônico;Telefone;Ramal;Celular;Endereço;Complemento;Cidade;UF;CEP;Observações',
    ],
    [
      'Polish',
      'Imię;Nazwisko;Firma;Stanowisko;Adres e-mail;Nr tel.;Wewnętrzny;Komórka;Ulica;Adres 2;Miasto;Województwo;Kod pocztowy;Uwagi',
    ],
  ])('in %s', (_, line) => {
    expect(Object.values(readHeaderLine(line))).toEqual(inThisOrder.split(' '));
  });

  it.each([
    [
      'name',
      [
        'Full Name',
        'Contact Name',
        'Vor- und Nachname',
        'Nom',
        'Nom et prénom',
        'Nombre y apellidos',
        'Nome e cognome',
        'Naam',
        'Nome completo',
        'Imię i nazwisko',
        'Ansprechpartner',
      ],
    ],
    ['first', ['First', 'Forename', 'Given name', 'Prénoms', 'Nombres', 'Voornamen', 'Imiona', 'Prénom(s)']],
    [
      'last',
      [
        'Last',
        'Familienname',
        'Familienaam',
        'Apellido',
        'Apellido(s)',
        'Primer apellido',
        'Apelido',
        'Apellido paterno',
      ],
    ],
    [
      'email',
      [
        'Mail',
        'Email ID',
        'Correo',
        'Mél',
        'Adresse mail',
        'Mailadres',
        'Mailadresse',
        'Endereço de e-mail',
        'Indirizzo e-mail',
        'Adres mailowy',
      ],
    ],
    [
      'phone',
      [
        'Tel',
        'Phone #',
        'Phone No.',
        'Telefon-Nr.',
        'Rufnummer',
        'N° de téléphone',
        'Tfno.',
        'Tlf',
        'Tel. nr.',
        'Telefone',
        'Nr telefonu',
        'Festnetz',
      ],
    ],
    [
      'mobile',
      [
        'Mobile',
        'Mobil',
        'Handynummer',
        'Natel',
        'Tél. portable',
        'GSM',
        'Celular',
        'Cellulare',
        'Mobiele telefoon',
        'Telemóvel',
        'Tlm.',
        'Tel. kom.',
        'Phone (cell)',
        'Telefon (mobil)',
      ],
    ],
    [
      'zip',
      [
        'ZIP',
        'Zip/Postal Code',
        'Postleitzahl',
        'Code postal',
        'Código postal',
        'Codice postale',
        'Cód. postal',
      ],
    ],
    [
      'organization',
      [
        'Client',
        'Customer Name',
        'Kunde',
        'Entreprise',
        'Raison sociale',
        'Cliente',
        'Società',
        'Klant',
        'Nome da empresa',
        'Nazwa firmy',
      ],
    ],
    ['city', ['Ort', 'Localité', 'Ciudad', 'Comune', 'Plaats', 'Localidade', 'Miejscowość']],
  ])('as another word for %s', (target, headers) => {
    for (const header of headers) expect(describeHeader(header)?.replace('~', ''), header).toBe(target);
  });

  it.each([
    'Username',
    'Home Phone',
    'Fax',
    'Manager',
    'Department',
    'Office',
    'Licenses',
    'Country',
    'Anrede',
    'Titel',
    'Abteilung',
    'Land',
    'Civilité',
    'Service',
    'Pays',
    'Tratamiento',
    'Título',
    'Departamento',
    'País',
    'Titolo',
    'Reparto',
    'Aanhef',
    'Afdeling',
    'Tytuł',
    'Dział',
    'Kraj',
    'Telefon privat',
    'Téléphone domicile',
    'Email 2',
    'Personal email',
    'Segundo apellido',
    'Work Fax',
    'User State',
    'Employee ID',
    'Contact Owner',
    'Status',
  ])('is not read: %s', (header) => {
    expect(describeHeader(header)).toBeNull();
  });
});

describe('the ways to write a header', () => {
  it.each([
    ['EMAIL', 'email'],
    ['e_mail', 'email'],
    ['\ufeffEmail', 'email'],
    [' first-name ', 'first'],
    ['*First Name', 'first'],
    ['First Name *', 'first'],
    ['First Name [Required]', 'first'],
    ['[required] First Name', 'first'],
    ['(required) First Name', 'first'],
    ['First Name (required) *', 'first'],
    ['Email - required', 'email'],
    ['Phone optional', 'phone'],
    ['Phone (work)', 'phone'],
    ['Email (business)', 'email'],
    ['Contact First Name', 'first'],
    ["Contact's First Name", 'first'],
    ['contact.firstName', 'first'],
    ['Contact: Email', 'email'],
    ['workPhone', 'phone'],
    ['work_phone', 'phone'],
    ['workphone', 'phone'],
    ['Primary Contact Email', 'email'],
    ['Customer Contact Work Phone', 'phone'],
    ['\ufeffContact Email', 'email'],
    ['Vorname [givenName]', 'first'],
    ['Nom d’utilisateur [userPrincipalName] Obligatoire', 'email~'],
    ['Telefon [mobile]', 'mobile'],
    [' custom : Shoe size ', 'custom-field'],
  ])('%s', (header, meaning) => {
    expect(describeHeader(header)).toBe(meaning);
  });

  // A private or second value is not the value.
  it.each([
    'Phone (home)',
    'Phone (2)',
    'Phone (Fax)',
    'Email (personal)',
    'Telefon (privat)',
    'Telefon (privat 2)',
    'Téléphone (domicile)',
    'Teléfono (particular)',
    'Via (ab.)',
    'Telefoon (thuis)',
    'Telefone (residencial)',
    'Telefon (domowy)',
    'Email (home) *',
  ])('%s is not read', (header) => {
    expect(describeHeader(header)).toBeNull();
  });

  it('of a very long header are not looked for', () => {
    expect(describeHeader(`Name ${' '.repeat(100_000)} (x`)).toBeNull();
    expect(describeHeader(`Email (${'x'.repeat(1000)})`)).toBeNull();
  });
});
