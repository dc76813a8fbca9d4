import {
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { receiveCall } from './instant/receive';

export class SecPaidInstantTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SecPaid Instant Trigger',
    name: 'secPaidInstantTrigger',
    icon: { light: 'file:../../icons/secpaid.svg', dark: 'file:../../icons/secpaid.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{"New payment, at once"}}',
    description: 'Starts the workflow seconds after a payment, when SecPaid calls n8n',
    defaults: { name: 'SecPaid Instant Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'secPaidApi', required: true }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        path: 'secpaid',
        ndvHideMethod: true,
      },
    ],
    properties: [
      {
        displayName:
          'Open <b>Webhook URLs</b> above, copy the <b>Production URL</b> and paste it in SecPaid under <b>Settings → API & Integrations → Payment Endpoint</b>, then publish the workflow. SecPaid has to reach the address from outside. The Test URL works only while the editor listens: paste it instead to try a payment, and change it back.',
        name: 'urlNotice',
        type: 'notice',
        default: '',
      },
      {
        displayName:
          'Each call is looked up at SecPaid before it starts anything, so a forged one starts nothing. SecPaid does not call for refunds and disputes, and a call can get lost: add a <b>SecPaid Trigger</b> beside this one, and behind both a <b>Data Table</b> that lets each ID through once, as the template <b>Payment to e-mail, at once</b> does.',
        name: 'safetyNotice',
        type: 'notice',
        default: '',
      },
    ],
  };

  /** SecPaid's settings cannot be changed by its API: a person pastes the URL there. */
  webhookMethods = {
    default: {
      async checkExists(): Promise<boolean> {
        return true;
      },
      async create(): Promise<boolean> {
        return true;
      },
      async delete(): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveCall(this);
  }
}
