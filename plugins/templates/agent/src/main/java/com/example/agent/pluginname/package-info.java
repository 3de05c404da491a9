/** Follows the sign of last year's momentum where it is clear, and abstains elsewhere. */
package com.example.agent.pluginname;
