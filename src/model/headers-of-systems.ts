// The headers of systems that MSPs export people from, beyond those that people type by hand in English.
//
// Where it says "labels", no public file of the system was found: these are the names of the fields in its documentation.
import type { KnownHeaders } from './header-target.ts';

export const headersOfSystems: Readonly<Record<string, KnownHeaders>> = {
  // learn.microsoft.com: "Add several users at the same time" has the header of the template, in admin/add-users. The sign-in
  // name is the address of most people, and of some only a name for signing in.
  'Microsoft 365 admin center': {
    email: 'user principal name~, UPN~, sign-in name~, signin name~, sign-in address~',
    none: 'proxy addresses, usage location, alternate email addresses, office number',
  },
  // learn.microsoft.com: "Download a list of users", "Bulk create users" (users-bulk-download, users-bulk-add).
  'Entra ID': {
    none: 'authenticationEmail, authenticationPhoneNumber, authenticationAlternativePhoneNumber, alternateEmailAddress, identityIssuer, officeLocation, physicalDeliveryOfficeName, mailNickname, businessPhones, otherMails',
  },
  // learn.microsoft.com: Get-ADUser; the attributes of class user in the Active Directory schema (l, st, sn, info, …).
  // `directReports` and other lists come as the name of a .NET type.
  'Active Directory by PowerShell': {
    name: 'cn~',
    middle: 'otherName~',
    last: 'sn~',
    city: 'l~',
    state: 'st~',
    notes: 'info~',
    none: 'SamAccountName, facsimileTelephoneNumber, otherTelephone, otherHomePhone, otherMobile, ipPhone, homePhone, postOfficeBox, wWWHomePage, personalTitle',
  },
  // learn.microsoft.com: Get-Mailbox, Get-User, Get-Recipient, Get-MailContact. External addresses begin with `SMTP:`.
  'Exchange by PowerShell': {
    email: 'PrimarySmtpAddress, WindowsEmailAddress~, ExternalEmailAddress~',
    none: 'EmailAddresses, WindowsLiveID, MicrosoftOnlineServicesID, SimpleDisplayName, PhoneticDisplayName, AssistantName, TelephoneAssistant, ForwardingSmtpAddress, ForwardingAddress',
  },
  // learn.microsoft.com: "Intune reports", the export of all devices. The number is that of the device.
  Intune: {
    name: 'primary user display name',
    email: 'primary user email address, primary user UPN~',
    none: 'enrolled by user email address, enrolled by user UPN, enrolled by user display name, device name, management name, serial number',
  },
  // support.google.com/a/answer/40057 "Add or update multiple users from a CSV file", and the columns of GAM's `print users`.
  'Google Workspace': {
    name: 'name.fullName',
    first: 'name.givenName',
    last: 'name.familyName',
    none: 'new primary email, home secondary email, work secondary email, employee id, employee type, org unit path',
  },
  // support.google.com/contacts/answer/1069522 "Export, back up, or restore contacts": the old header, and that of 2024.
  'Google Contacts': {
    organization: 'organization 1 - name',
    title: 'organization 1 - title, organization title',
    email: 'e-mail 1 - value',
    phone: 'phone 1 - value',
    address1: 'address 1 - street',
    address2: 'address 1 - extended address',
    city: 'address 1 - city',
    state: 'address 1 - region',
    zip: 'address 1 - postal code',
    none: 'e-mail 2 - value, e-mail 3 - value, phone 2 - value, phone 3 - value, address 1 - formatted, file as, short name, maiden name, yomi name',
  },
  // Public exports in English, and of German installations; support.mozilla.org: "Exporting an address book".
  Thunderbird: {
    title: 'arbeitstitel',
    email: 'primäre e-mail-adresse, email primaria, adresse électronique principale, adresse principale~',
    phone: 'telefon dienstlich, tel. dienstlich, téléphone professionnel, telefono lavoro',
    mobile: 'mobil-tel.-nr., numero cellulare',
    address1: 'dienstlich: adresse, indirizzo di lavoro',
    address2: 'dienstlich: adresse 2, indirizzo di lavoro 2',
    city: 'dienstlich: ort, città di lavoro',
    state: 'dienstlich: bundesland, provincia di lavoro',
    zip: 'dienstlich: plz, CAP di lavoro',
    none: 'screen name, sekundäre e-mail-adresse, email secondaria, pager number, fax-nummer, pager-nummer, privat: adresse, privat: ort, privat: plz',
  },
  // knowledge.hubspot.com: "HubSpot's default contact properties", and public exports.
  HubSpot: {
    organization: 'associated company~, primary company~, associated company (primary)~',
    none: 'record id, contact owner, company owner, additional email addresses, email domain, fax number',
  },
  // help.salesforce.com: reports of type "Contacts & Accounts" and "Leads"; help of the data export (MailingStreet, …).
  Salesforce: {
    organization: 'company / account',
    address1: 'mailing street, mailing address line 1',
    address2: 'mailing address line 2',
    city: 'mailing city',
    state: 'mailing state, mailing province, mailing state/province',
    zip: 'mailing zip, mailing zip code, mailing postal code, mailing zip/postal code',
    none: 'account owner, lead owner, lead source, other street, other city, other state/province, other zip/postal code, asst. phone, asst. name',
  },
  // support.zendesk.com/hc/en-us/articles/4408893496218 "Bulk importing users". Its `role` is that of an account.
  Zendesk: { notes: 'details~', none: 'external id, restriction' },
  // Labels: support.freshdesk.com, the default contact fields; support.freshservice.com/support/solutions/articles/210050.
  Freshdesk: {
    organization: 'department/company~',
    none: 'twitter, unique external id, reporting manager, secondary emails',
  },
  // The fields of a user in HaloAPI (powershellgallery.com/packages/HaloAPI, Templates/User.json); the labels of its template.
  HaloPSA: {
    none: 'sitephonenumber, homenumber, mobilenumber2, phonenumber_preferred, activedirectory_dn, network login',
  },
  // The fields of a contact in developer.connectwise.com, and of public scripts that import contacts (DirectPhone, JobTitle, …).
  'ConnectWise PSA': { none: 'site name, contact type, relationship' },
  // autotask.net/help: "Populating the Contact import template", "Importing organizations and contacts at the same time".
  Autotask: {
    none: 'organization: number, organization: phone, organization: address 1, organization: address 2, organization: city, organization: state, organization: zip code, additional address information, external id',
  },
  // developer.okta.com: the default profile of a user, the columns of the CSV template of a directory import.
  Okta: {
    none: 'second email, nick name, profile url, honorific prefix, honorific suffix, user type, manager id',
  },
  // docs.syncromsp.com/importsexports: "Customer CSV File Columns Reference". Its contacts have the columns of the template.
  Syncro: { none: 'office phone 2, home_phone, fax_phone, other_phone' },
};
