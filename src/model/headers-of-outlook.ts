// The headers of contacts that Outlook exports, in eight languages, beyond those that people type by hand in the language.
//
// Public exports, and lists of the columns in public import programs. Only the business address and phone are read: the
// private one stands next to it. Some languages have English names between their own.
import type { KnownHeaders } from './header-target.ts';

export const headersOfOutlook: Readonly<Record<string, KnownHeaders>> = {
  'Outlook in English': {
    phone: 'primary phone~',
    address1: 'business street, business address~',
    none: "e-mail 2 address, e-mail 3 address, e-mail display name, business phone 2, business fax, company main phone, home street, other street, office location, location, manager's name, assistant's name, assistant's phone, referred by",
  },
  'Outlook in German': {
    phone: 'haupttelefon~',
    address1: 'straße geschäftlich',
    address2: 'straße geschäftlich 2',
    city: 'ort geschäftlich',
    state: 'region geschäftlich, bundesland/kanton geschäftlich, bundesland geschäftlich',
    zip: 'postleitzahl geschäftlich, plz geschäftlich',
    none: 'telefon assistent, telefon geschäftlich 2, weiteres telefon, weitere straße, weiterer ort, e-mail 2: adresse, e-mail 3: adresse, e-mail: angezeigter name, postleitzahl privat, name assistent, mobiltelefon 2',
  },
  'Outlook in French': {
    email: 'adresse de courrier',
    phone: 'téléphone principal~',
    address1: 'rue (bureau)',
    address2: 'rue (bureau) 2',
    city: 'ville (bureau)',
    state: 'dép/région (bureau)',
    zip: 'code postal (bureau)',
    none: "téléphone 2 (bureau), téléphone société, adresse de messagerie 2, adresse de messagerie 3, adresse de courrier 2, adresse de courrier 3, nom complet de l'adresse de messagerie, nom de l'assistant(e), téléphone de l'assistant(e), bureau, emplacement",
  },
  'Outlook in Spanish': {
    phone: 'teléfono principal~',
    address1: 'calle del trabajo',
    address2: 'calle del trabajo 2',
    city: 'ciudad de trabajo, ciudad del trabajo',
    state: 'provincia o estado de trabajo, provincia o estado del trabajo',
    zip: 'código postal del trabajo',
    none: 'particular, otro teléfono, otra calle, otra ciudad, otro código postal, dirección de correo electrónico 2, dirección del correo electrónico 3, nombre de pantalla de correo electrónico, número de centralita de la organización, nombre del director',
  },
  // `Ufficio` is the business phone. People also call an office so.
  'Outlook in Italian': {
    phone: 'ufficio~, telefono principale~',
    address1: 'via (uff.)',
    address2: 'via (uff.) 2',
    city: 'città (uff.)',
    state: 'provincia (uff.)',
    zip: 'CAP (uff.)',
    none: 'abitazione, ufficio 2, altro telefono, altra via, altra città, altro CAP, indirizzo posta elettronica 2, indirizzo posta elettronica 3, nome visualizzato posta elettronica, telefono principale società, telefono assistente, nome assistente, nome manager, ubicazione ufficio, luogo',
  },
  'Outlook in Dutch': {
    phone: 'telefoon op werk, hoofdtelefoon~',
    address1: 'werkadres straat',
    address2: 'werkadres 2 straat',
    city: 'werkadres plaats',
    state: 'werkadres provincie',
    zip: 'werkadres postcode',
    none: 'telefoon op werk 2, telefoon thuis 2, andere telefoon, huisadres straat, ander adres straat, e-mailadres 3, weergavenaam voor e-mail, hoofdtelefoon bedrijf, telefoon assistent, naam assistent, naam manager, locatie, kantoorlocatie',
  },
  // Of Portugal and of Brazil.
  'Outlook in Portuguese': {
    middle: 'outros nomes/apelidos',
    phone: 'telefone principal~',
    address1: 'rua da empresa, rua do endereço comercial',
    address2: 'rua da empresa 2, rua do endereço comercial 2',
    city: 'localidade da empresa, cidade do endereço comercial',
    state: 'distrito da empresa, estado do endereço comercial',
    zip: 'código postal da empresa, CEP do endereço comercial',
    none: '2º telefone da empresa, telefone comercial 2, telefone da residência, outro telefone, rua da residência, endereço do correio electrónico 2, endereço de email 2, nome do assistente, nome do gestor, telefone principal da empresa, localização',
  },
  'Outlook in Polish': {
    phone: 'telefon podstawowy~',
    address1: 'adres służbowy - ulica',
    address2: 'adres służbowy - ulica 2',
    city: 'adres służbowy - miejscowość',
    state: 'adres służbowy - województwo',
    zip: 'adres służbowy - kod pocztowy',
    none: 'telefon służbowy 2, telefon domowy 2, inny telefon, adres domowy - ulica, inny adres - ulica, adres e-mail 3, nazwa wyświetlana e-mail, główny telefon do firmy, telefon asystenta, imię i nazwisko asystenta, menedżer, lokalizacja',
  },
};
