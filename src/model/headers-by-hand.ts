// What people type as headers, in eight languages. Each word stands where it is right most often.
//
// A word that means "name" on its own, and "last name" next to a first name (`Nom`, `Naam`), is a name: the reader knows
// about the first name next to it. `Nombre` and `Nome` are the first name next to `Apellidos` and `Cognome`.
// Secondary values (private, second, or another person's) are `none` where they would look like the main one.
import type { KnownHeaders } from './header-target.ts';

export const headersByHand: Readonly<Record<string, KnownHeaders>> = {
  'by hand, in English': {
    customer_id: 'organization id, organisation id, org id',
    contact_id: 'end user id',
    name: 'full name, contact name, end user name, display name, employee name, staff name, person name, name and surname, name & surname, first and last name, first name last name, last name first name, contact~, contact person~, employee~, staff member~, person~, end user~',
    first:
      'first name, given name, forename, fname, christian name, first~, given~, forenames~, first names~',
    middle: 'middle name, additional name, middle initial, middle names, mi~, middle~',
    last: 'last name, family name, surname, lname, second name~, last~, family~',
    organization:
      'organization, organisation, organization name, organisation name, org, org name, company, company name, customer, customer name, account name, client, client name, business name, company/organization, employer~, business~, account~',
    title:
      'job title, position, job, job role, job position, position title, designation~, role~, occupation~, function~',
    email:
      'email address, e-mail address, email id, email addr, mail, mail address, mail id, primary email, primary email address, work email, business email, company email, corporate email, office email, email work, email 1, email address 1, emails~',
    phone:
      'phone number, phone no, phone nr, phone nbr, phone 1, telephone, telephone number, telephone no, tel, tel no, tel number, business phone, work phone, office phone, phone work, phone office, work telephone, office telephone, landline, land line, landline number, desk phone, direct phone~, direct line~, direct dial~, direct number~, ddi~, direct~, contact number~, contact no~, main phone~, main number~, company phone~, primary phone~',
    extension:
      'ext, extn, ext no, ext number, phone extension, phone ext, telephone extension, extension number, internal extension',
    mobile:
      'mobile phone, mobile number, mobile no, mobile phone number, mobile telephone, mob, mob no, mob number, cell, cell phone, cell number, cell no, cell phone number, cellular, cellular phone, cellular number, phone (mobile), phone (cell), telephone (mobile), tel (mobile), mobile/cell, cell/mobile, smartphone, handphone, gsm',
    address1:
      'address, address line 1, street, street 1, street line 1, street address, street address 1, street name~, street and number, office address, mailing address~, postal address~, physical address~, full address~, business address~',
    address2:
      'address line 2, street 2, street line 2, street address 2, suite~, apt~, apartment~, apt/suite~, suite/apt~',
    city: 'town, city/town, town/city, city name, locality~, suburb~, municipality~',
    state:
      'province, state/province, state or province, state/region, state/county, state/territory, province/state, state name, region~, county~, prov~, territory~',
    zip: 'zip code, postal code, postcode, post code, zip/postal code, zip or postal code, zip/postcode, zip/postal, zip 5, postal, pin code, pincode, eircode',
    notes:
      'note, comment, comments, remark, remarks, notes/comments, additional notes, memo~, description~, additional information~',
    direct_report: 'direct report',
    ticket_matching_emails: 'ticket matching email, matching emails',
    notification_billing: 'billing notification, billing notifications, notifications billing',
    notification_marketing: 'marketing notification, marketing notifications, notifications marketing',
    notification_reports: 'report notifications, reports notification, notifications reports',
    custom_fields: 'custom field',
    none: 'user name, username, user id, login, login name, user state, nickname, salutation, prefix, suffix, initials, home phone, home telephone, home number, home mobile, home email, home address, home city, home state, home zip, personal email, personal phone, personal mobile, private email, private phone, private mobile, fax, fax number, work fax, pager, other phone, alternate phone, alternative phone, secondary phone, phone 2, telephone 2, phone 3, mobile 2, mobile phone 2, email 2, email address 2, email 3, secondary email, alternate email, alternate email address, alternative email, other email, recovery email, recovery phone, manager, manager name, manager email, supervisor, assistant, assistant name, assistant phone, emergency contact, emergency phone, direct reports',
  },
  'by hand, in German': {
    name: 'vollständiger name, vor- und nachname, vor- und zuname, vorname nachname, vorname und nachname, vorname/nachname, nachname vorname, name vorname, name/vorname, vorname/name, name und vorname, anzeigename, mitarbeitername, kontaktname, kontaktperson, ansprechpartner, ansprechperson, mitarbeiter~, mitarbeiterin~, kontakt~',
    first: 'vorname, vornamen, 1. vorname',
    middle: 'weitere vornamen, weiterer vorname, zweiter vorname, 2. vorname, mittelname, zweitname',
    last: 'nachname, familienname, zuname',
    organization:
      'firma, firmenname, unternehmen, unternehmensname, kunde, kundenname, name der firma, mandant~, arbeitgeber~',
    title:
      'jobtitel, job-titel, funktion, stelle, stellenbezeichnung, berufsbezeichnung, positionsbezeichnung, tätigkeit, rolle~, beruf~',
    email:
      'e-mail-adresse, mailadresse, mail-adr., e-mail-adr., e-mail geschäftlich, e-mail dienstlich, e-mail arbeit, email firma, dienstliche e-mail, dienstliche e-mail-adresse, geschäftliche e-mail',
    phone:
      'telefon, tel.-nr., telnr, telefonnr., telefonnummer, tel.nummer, telefon 1, rufnummer, fon, festnetz, festnetznummer, telefon festnetz, telefon geschäftlich, telefon dienstlich, telefon büro, telefon arbeit, telefon firma~, tel. geschäftlich, tel. büro, tel. arbeit',
    extension: 'durchwahl, durchwahlnummer, nebenstelle, nebenstellennummer',
    mobile:
      'mobil, mobiltelefon, handy, handynummer, handynr., handy-nr., handy nummer, mobilnummer, mobilnr., mobil-nr., mobil tel, mobiltel, mobilfunk, mobilfunknummer, mobiltelefonnummer, natel, telefon (mobil), telefon mobil, tel. (mobil), tel. mobil, telefon (handy), handy geschäftlich, mobil geschäftlich, mobil dienstlich',
    address1:
      'straße, str., straße und hausnummer, straße/hausnummer, straße hausnummer, straße & hausnummer, straße und hausnr., straße u. hausnr., straße/hausnr., straße hausnr., straße nr., straße und nr., straße/nr., str. nr., adresse, adresse 1, adresszeile 1, anschrift, postanschrift~',
    address2: 'adresszusatz, adresse 2, adresszeile 2, anschrift 2, zusatz~, adresszusatz 1',
    city: 'stadt, wohnort, stadt/ort, ort/stadt, ort~, ortschaft~, gemeinde~',
    state: 'bundesland, kanton, bundesland/kanton, land/kanton~',
    zip: 'plz, postleitzahl, postlz',
    notes:
      'notiz, notizen, bemerkung, bemerkungen, kommentar, kommentare, anmerkung, anmerkungen, hinweis~, hinweise~, beschreibung~',
    notification_billing: 'benachrichtigung abrechnung, benachrichtigungen abrechnung',
    notification_marketing: 'benachrichtigung marketing, benachrichtigungen marketing',
    notification_reports: 'benachrichtigung berichte, benachrichtigungen berichte',
    none: 'anrede, titel, akademischer titel, spitzname, benutzername, anmeldename, benutzer, telefon privat, tel. privat, privattelefon, handy privat, mobil privat, e-mail privat, private e-mail, straße privat, adresse privat, ort privat, plz privat, telefon 2, mobil 2, handy 2, e-mail 2, e-mail-adresse 2, telefax, vorgesetzter, vorgesetzte',
  },
  'by hand, in French': {
    name: "nom, nom complet, nom et prénom, nom et prénoms, nom/prénom, nom prénom, prénom et nom, prénom nom, prénom/nom, nom d'affichage, nom affiché, nom du contact, nom de l'employé, nom du salarié, personne de contact~, interlocuteur~, collaborateur~, employé~, salarié~",
    first: 'prénom, prénoms, prén.',
    middle: 'deuxième prénom, second prénom, 2e prénom, 2ème prénom, autres prénoms',
    last: "nom de famille, nom d'usage~, nom de naissance~",
    organization:
      "société, nom de la société, entreprise, nom de l'entreprise, nom de l'organisation, raison sociale, nom du client, employeur~",
    title:
      'fonction, poste, poste occupé, intitulé du poste, intitulé de poste, titre du poste, titre de fonction, emploi, métier~, titre~',
    email:
      'courriel, adresse courriel, adresse e-mail, adresse mail, adresse électronique, adresse de courriel, adresse de messagerie, mél, e-mail professionnel, e-mail pro, mail professionnel, mail pro, adresse mail professionnelle, courriel professionnel, messagerie~',
    phone:
      'téléphone, tél., numéro de téléphone, n° de téléphone, n° téléphone, n° tél., no de téléphone, num. tél., téléphone fixe, tél. fixe, fixe, ligne fixe, téléphone bureau, tél. bureau, téléphone professionnel, téléphone pro, tél. professionnel, tél. pro, téléphone 1, ligne directe~',
    extension: 'poste téléphonique, numéro de poste, n° de poste, n° poste, poste interne, numéro interne',
    mobile:
      'portable, téléphone portable, téléphone mobile, téléphone (mobile), téléphone (portable), tél. portable, tél. mobile, tél. port., numéro de portable, numéro de mobile, n° de portable, n° portable, n° mobile, portable professionnel, portable pro, mobile professionnel, mobile pro, cellulaire, téléphone cellulaire',
    address1: "rue, n° et rue, numéro et rue, adresse ligne 1, ligne d'adresse 1, adresse postale~, voie~",
    address2:
      "complément d'adresse, complément adresse, adresse complémentaire, adresse ligne 2, ligne d'adresse 2, complément~",
    city: 'ville, commune~, localité~',
    state: 'dép/région, région/province, état/province, province/état, province/territoire, canton',
    zip: 'code postal, cp, c.p., npa, code postal/zip',
    notes: 'remarque, remarques, commentaire, commentaires, observation, observations',
    none: "civilité, surnom, identifiant, nom d'utilisateur, utilisateur, téléphone domicile, tél. domicile, téléphone personnel, tél. perso, portable personnel, portable perso, mobile perso, e-mail personnel, mail perso, adresse personnelle, adresse domicile, téléphone 2, portable 2, mail 2, adresse e-mail 2, télécopie, responsable, supérieur",
  },
  'by hand, in Spanish': {
    name: 'nombre completo, nombre y apellidos, nombre y apellido, nombre/apellidos, apellidos y nombre, apellido y nombre, apellidos nombre, nombre apellidos, nombre del contacto, nombre de contacto, nombre del empleado, nombre para mostrar, persona de contacto~, contacto~, empleado~, trabajador~',
    first: 'nombre, nombres, nombre de pila, primer nombre',
    middle: 'segundo nombre',
    last: 'apellidos, apellido, primer apellido, apellido paterno, 1er apellido',
    organization:
      'empresa, nombre de la empresa, nombre de empresa, compañía, sociedad, organización, razón social, cliente, nombre del cliente, nombre cliente',
    title:
      'puesto, puesto de trabajo, cargo, función, posición, título del puesto, nombre del puesto, ocupación~, rol~',
    email:
      'correo electrónico, correo, correo-e, dirección de correo electrónico, dirección de correo, dirección de e-mail, dirección e-mail, correo corporativo, correo de empresa, correo empresa, correo del trabajo, correo de trabajo, correo trabajo, correo laboral, e-mail corporativo, e-mail de empresa',
    phone:
      'teléfono, telf., tfno., tfno, tlf., tlfno., teléf., número de teléfono, n° de teléfono, nº teléfono, num. teléfono, teléfono fijo, tel. fijo, fijo, teléfono trabajo, teléfono del trabajo, teléfono de trabajo, teléfono oficina, teléfono de oficina, teléfono empresa, teléfono laboral, teléfono 1, teléfono directo~, teléfono de contacto~',
    extension: 'extensión, ext. telefónica, extensión telefónica, interno, anexo~',
    mobile:
      'móvil, teléfono móvil, teléfono (móvil), tel. móvil, tfno. móvil, número de móvil, número móvil, nº móvil, móvil trabajo, móvil de empresa, móvil empresa, celular, teléfono celular, número de celular, número celular, cel.',
    address1:
      'dirección, dirección 1, dirección línea 1, línea de dirección 1, calle, calle y número, domicilio, dirección postal~, dirección completa~',
    address2: 'dirección 2, dirección línea 2, línea de dirección 2, complemento de dirección',
    city: 'ciudad, población, localidad, ciudad/localidad, municipio~',
    state: 'provincia, provincia/estado, estado/provincia, comunidad autónoma~, estado~',
    zip: 'código postal, cód. postal, cod. postal, código zip',
    notes: 'nota, notas, observaciones, comentario, comentarios, descripción~',
    none: 'tratamiento, título, apodo, usuario, nombre de usuario, segundo apellido, apellido materno, 2º apellido, teléfono particular, teléfono casa, teléfono personal, móvil personal, correo personal, e-mail personal, domicilio particular, teléfono 2, móvil 2, correo 2, correo electrónico 2, responsable, jefe, supervisor',
  },
  'by hand, in Italian': {
    name: 'nome completo, nome e cognome, nome/cognome, nome cognome, cognome e nome, cognome nome, cognome/nome, nominativo, nome visualizzato, nome contatto, nome del contatto, nome dipendente, persona di riferimento~, referente~, contatto~, dipendente~',
    first: 'nome, nome di battesimo',
    middle: 'secondo nome',
    last: 'cognome',
    organization:
      'azienda, nome azienda, nome dell’azienda, società, ditta, ragione sociale, organizzazione, nome cliente, impresa',
    title:
      'ruolo, posizione, qualifica, mansione, funzione, incarico, posizione lavorativa, titolo professionale, professione~',
    email:
      'posta elettronica, indirizzo email, indirizzo e-mail, indirizzo mail, indirizzo di posta elettronica, indirizzo posta elettronica, email aziendale, e-mail aziendale, mail aziendale, email lavoro, e-mail ufficio',
    phone:
      'telefono, numero di telefono, numero telefono, n. telefono, n° telefono, num. telefono, telefono fisso, tel. fisso, fisso, telefono ufficio, tel. ufficio, telefono lavoro, telefono aziendale, telefono 1, telefono diretto~',
    extension: 'interno telefonico, numero interno',
    mobile:
      'cellulare, cell., telefono cellulare, telefono mobile, telefono (cellulare), tel. cellulare, tel. cell., numero di cellulare, numero cellulare, n. cellulare, n° cellulare, cellulare aziendale, cellulare lavoro',
    address1:
      'indirizzo, indirizzo 1, via~, via e numero, via e numero civico, via/piazza, indirizzo completo~',
    address2: 'indirizzo 2, indirizzo (riga 2), riga indirizzo 2',
    city: 'città, comune, località~, città/comune',
    state: 'provincia, prov.~, regione~',
    zip: 'cap, codice postale, c.a.p.',
    notes: 'note, osservazioni, commento, commenti, annotazioni, descrizione~',
    none: 'titolo, soprannome, utente, nome utente, pec, telefono casa, telefono abitazione, telefono personale, cellulare personale, cellulare privato, email personale, email privata, indirizzo casa, indirizzo abitazione, telefono 2, cellulare 2, email 2, responsabile',
  },
  'by hand, in Dutch': {
    name: 'naam, volledige naam, voor- en achternaam, voornaam en achternaam, voornaam achternaam, achternaam voornaam, naam en voornaam, weergavenaam, naam medewerker, naam contactpersoon, naam contact, contactpersoon, contactnaam, medewerker~, werknemer~',
    first: 'voornaam, voornamen, roepnaam~',
    middle: 'tweede voornaam, tussenvoegsel, tussenvoegsels, middelste naam, tweede naam',
    last: 'achternaam, familienaam, geslachtsnaam',
    organization:
      'bedrijf, bedrijfsnaam, naam bedrijf, organisatie, organisatienaam, naam organisatie, klant, klantnaam, naam klant, onderneming, werkgever~',
    title: 'functie, functietitel, functienaam, functieomschrijving, functiebenaming, rol~, beroep~',
    email:
      'e-mailadres, mailadres, e-mail adres, e-mail werk, e-mailadres werk, e-mail zakelijk, zakelijk e-mailadres, zakelijke e-mail, werk e-mail',
    phone:
      'telefoon, telefoonnummer, telefoonnr., telefoon nr., tel. nr., tel.nr., telnr., telefoon werk, telefoonnummer werk, werktelefoon, telefoon zakelijk, zakelijk telefoonnummer, telefoon kantoor, vaste telefoon, vast nummer, vaste lijn, telefoon vast, telefoon 1, doorkiesnummer~, rechtstreeks nummer~',
    extension: 'toestel, toestelnummer, toestel nr., intern nummer, extensie, doorkies~',
    mobile:
      'mobiel, mobiele telefoon, mobiel nummer, mobiele nummer, mobielnr., mobiel nr., mobiele telefoonnummer, gsm-nummer, gsm nr., 06-nummer, mobiel werk, mobiel zakelijk, telefoon mobiel, telefoon (mobiel), mobieltje',
    address1:
      'adres, adres 1, adresregel 1, straat, straat en huisnummer, straat en nummer, straat + huisnummer, straat + nr., straatnaam en huisnummer, straat/nr., straatnaam~, postadres~',
    address2: 'adres 2, adresregel 2, adrestoevoeging',
    city: 'plaats, plaatsnaam, woonplaats, stad, gemeente~',
    state: 'provincie, staat/provincie, provincie/staat',
    zip: 'postnummer',
    notes: 'notitie, notities, opmerking, opmerkingen, commentaar, toelichting~, omschrijving~',
    none: 'aanhef, bijnaam, gebruikersnaam, gebruiker, telefoon thuis, telefoon privé, privételefoon, mobiel privé, e-mail privé, privé e-mail, privé-e-mailadres, adres privé, telefoon 2, mobiel 2, e-mail 2, e-mailadres 2, leidinggevende',
  },
  'by hand, in Portuguese': {
    name: 'nome e sobrenome, nome e apelido, nome/sobrenome, nome sobrenome, nome do contato, nome do contacto, nome do colaborador, nome do funcionário, nome para exibição, nome de exibição, pessoa de contato~, pessoa de contacto~, contato~, colaborador~, funcionário~',
    first: 'primeiro nome, nome próprio',
    middle: 'segundo nome, nome do meio, outros nomes',
    last: 'sobrenome, último nome, nome de família, apelidos~, apelido~',
    organization:
      'nome da empresa, companhia, organização, razão social, nome do cliente, nome fantasia~, entidade~',
    title: 'cargo/função, posição, função, título do cargo, profissão~',
    email:
      'correio eletrónico, correio electrónico, endereço de email, endereço de e-mail, endereço de correio eletrónico, endereço de correio electrónico, endereço eletrónico, endereço email, e-mail profissional, e-mail da empresa, e-mail comercial, e-mail do trabalho',
    phone:
      'telefone, telef., número de telefone, n.º de telefone, nº telefone, telefone fixo, tel. fixo, fixo, telefone comercial, telefone da empresa, telefone trabalho, telefone do trabalho, telefone profissional, telefone 1, telefone direto~, telefone de contato~',
    extension: 'ramal, extensão, ramal telefónico, extensão telefónica',
    mobile:
      'telemóvel, tlm., tlmv., número de telemóvel, nº telemóvel, telemóvel profissional, celular, telefone celular, telefone (celular), telefone móvel, tel. celular, tel. móvel, número de celular, celular corporativo, celular comercial',
    address1:
      'endereço, endereço 1, endereço linha 1, morada, morada 1, rua, rua e número, logradouro, endereço completo~',
    address2: 'endereço 2, endereço linha 2, morada 2, complemento, complemento de endereço',
    city: 'cidade, localidade, cidade/localidade, município~, concelho~',
    state: 'uf, estado/uf, estado/província, distrito~',
    zip: 'cep, código postal/cep',
    notes: 'observação, observações, obs., anotação, anotações, comentário, comentários, descrição~',
    none: 'tratamento, título, alcunha, utilizador, nome de utilizador, usuário, nome de usuário, telefone residencial, telefone de casa, telefone pessoal, celular pessoal, telemóvel pessoal, e-mail pessoal, endereço residencial, telefone 2, celular 2, telemóvel 2, responsável, gestor',
  },
  'by hand, in Polish': {
    name: 'imię i nazwisko, imię nazwisko, imię/nazwisko, nazwisko i imię, nazwisko imię, imiona i nazwisko, pełne imię i nazwisko, pełna nazwa~, nazwa wyświetlana, osoba kontaktowa, osoba do kontaktu~, pracownik~, kontakt~',
    first: 'imię, imiona, pierwsze imię',
    middle: 'drugie imię',
    last: 'nazwisko',
    organization:
      'firma, nazwa firmy, przedsiębiorstwo, spółka, organizacja, nazwa organizacji, klient, nazwa klienta, pracodawca~',
    title: 'stanowisko, stanowisko pracy, funkcja, nazwa stanowiska, rola~, zawód~',
    email:
      'adres e-mail, adres email, adres mailowy, adres poczty elektronicznej, poczta elektroniczna, e-mail służbowy, mail służbowy, adres e-mail służbowy, służbowy e-mail, poczta~',
    phone:
      'telefon, numer telefonu, nr telefonu, nr tel., nr. tel., telefon służbowy, tel. służbowy, telefon stacjonarny, tel. stacjonarny, stacjonarny, telefon biurowy, telefon do pracy, telefon firmowy, telefon 1, telefon kontaktowy~',
    extension: 'wewnętrzny, numer wewnętrzny, nr wewnętrzny, nr wewn., tel. wewnętrzny, telefon wewnętrzny',
    mobile:
      'komórka, telefon komórkowy, telefon (komórkowy), tel. komórkowy, tel. kom., kom., numer komórkowy, nr komórkowy, numer telefonu komórkowego, komórkowy, telefon kom., komórka służbowa, służbowy telefon komórkowy',
    address1:
      'ulica, ul., ulica i numer, ulica i nr, ulica i nr domu, ulica/nr, adres, adres 1, adres pocztowy~, adres firmy~',
    address2: 'adres 2, adres cd., adres c.d., adres (linia 2)',
    city: 'miasto, miejscowość, miejscowość/miasto',
    state: 'województwo, woj.',
    zip: 'kod pocztowy, kod~',
    notes: 'notatka, notatki, uwaga, uwagi, komentarz, komentarze, opis~',
    none: 'tytuł, pseudonim, użytkownik, nazwa użytkownika, telefon domowy, telefon prywatny, tel. prywatny, komórka prywatna, e-mail prywatny, adres domowy, adres prywatny, telefon 2, komórka 2, e-mail 2, adres e-mail 2, faks, przełożony',
  },
};
