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
          'Open <b>Webhook URLs</b> above and copy the <b>Production URL</b>. In SecPaid, add it under <b>Settings → API & Integrations → Payment Endpoint</b>, separated by a comma from an address that is already there. Then publish the workflow. SecPaid must be able to reach the URL from the internet. SecPaid does not call for refunds and disputes, and a call can get lost: add a <b>SecPaid Trigger</b> too, as the template <b>Payment to e-mail, at once</b> does.',
        name: 'urlNotice',
        type: 'notice',
        default: '',
      },
    ],
  };

  /** SecPaid's settings cannot be changed by its API: a person pastes the URL there. */
  webhookMethods = {
    default: {
      checkExists(): Promise<boolean> {
        return Promise.resolve(true);
      },
      create(): Promise<boolean> {
        return Promise.resolve(true);
      },
      delete(): Promise<boolean> {
        return Promise.resolve(true);
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await receiveCall(this);
  }
}
