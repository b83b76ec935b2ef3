console.log('clueline')
